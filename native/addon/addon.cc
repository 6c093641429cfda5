// The addon: the few system calls that Node lacks. One translation unit, because napi.h dominates compile time.

#include "batch.cc"
#include "channel.cc"
#include "files.cc"
#include "mounts.cc"
#include "netlink.cc"
#include "process.cc"
#include "terminal.cc"

static Napi::Object init(Napi::Env env, Napi::Object exports) {
  tsrun::define_batch(env, exports);
  tsrun::define_channel(env, exports);
  tsrun::define_files(env, exports);
  tsrun::define_mounts(env, exports);
  tsrun::define_netlink(env, exports);
  tsrun::define_process(env, exports);
  tsrun::define_terminal(env, exports);
  return exports;
}

NODE_API_MODULE(tsrun, init)
