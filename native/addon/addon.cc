// The addon: the few system calls that Node lacks. One translation unit, because napi.h dominates compile time.

#include "process.cc"
#include "channel.cc"

static Napi::Object init(Napi::Env env, Napi::Object exports) {
  tsrun::define_process(env, exports);
  tsrun::define_channel(env, exports);
  return exports;
}

NODE_API_MODULE(tsrun, init)
