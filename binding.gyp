{
  # Four artifacts in build/Release: the addon, and three freestanding static executables without libc.
  "targets": [
    {
      "target_name": "tsrun",
      "sources": ["native/addon/addon.cc"],
      "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
      "defines": ["NAPI_VERSION=8", "NODE_ADDON_API_DISABLE_DEPRECATED", "NAPI_DISABLE_CPP_EXCEPTIONS", "_GNU_SOURCE"],
      "cflags_cc!": ["-std=gnu++17", "-std=gnu++20", "-fno-rtti"],
      "cflags_cc": ["-std=gnu++20", "-fno-exceptions", "-fvisibility=hidden", "-O2", "-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter", "-Wno-cast-function-type"]
    },
    {
      "target_name": "monitor",
      "type": "executable",
      "sources": ["native/monitor/main.c"],
      "include_dirs": ["native"],
      "cflags!": ["-fPIC", "-pthread"],
      "cflags": ["-ffreestanding", "-fno-stack-protector", "-fno-pie", "-fno-pic", "-O2", "-fno-asynchronous-unwind-tables", "-Wall", "-Wextra", "-Werror"],
      "ldflags!": ["-rdynamic", "-pthread"],
      "ldflags": ["-nostdlib", "-static", "-no-pie", "-s"],
      # gcc's run-time choice of atomics lives in a library that we do without
      "conditions": [["target_arch=='arm64'", {"cflags": ["-mno-outline-atomics"]}]]
    },
    {
      "target_name": "init",
      "type": "executable",
      "sources": ["native/init/main.c"],
      "include_dirs": ["native"],
      "cflags!": ["-fPIC", "-pthread"],
      "cflags": ["-ffreestanding", "-fno-stack-protector", "-fno-pie", "-fno-pic", "-O2", "-fno-asynchronous-unwind-tables", "-Wall", "-Wextra", "-Werror"],
      "ldflags!": ["-rdynamic", "-pthread"],
      "ldflags": ["-nostdlib", "-static", "-no-pie", "-s"],
      # gcc's run-time choice of atomics lives in a library that we do without
      "conditions": [["target_arch=='arm64'", {"cflags": ["-mno-outline-atomics"]}]]
    },
    {
      "target_name": "copy-tree",
      "type": "executable",
      "sources": ["native/copy-tree/main.c"],
      "include_dirs": ["native"],
      "cflags!": ["-fPIC", "-pthread"],
      "cflags": ["-ffreestanding", "-fno-stack-protector", "-fno-pie", "-fno-pic", "-O2", "-fno-asynchronous-unwind-tables", "-Wall", "-Wextra", "-Werror"],
      "ldflags!": ["-rdynamic", "-pthread"],
      "ldflags": ["-nostdlib", "-static", "-no-pie", "-s"],
      # gcc's run-time choice of atomics lives in a library that we do without
      "conditions": [["target_arch=='arm64'", {"cflags": ["-mno-outline-atomics"]}]]
    }
  ]
}
