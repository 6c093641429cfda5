// What every topic file of the addon uses: argument readers and the one convention for results.
//
// Every call answers with a number (>= 0: the result, < 0: the negative errno) or, where there is more to say, with an
// object. Nothing throws: src/native/ checks the arguments before and turns errnos into words afterwards.
// Everything here runs in the Node process, in whichever environment (main thread or worker) called.

#pragma once

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include <fcntl.h>
#include <napi.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace tsrun {

using Info = const Napi::CallbackInfo&;

inline int64_t number(const Napi::Value& value) {
  if (value.IsBigInt()) {
    bool lossless;
    return value.As<Napi::BigInt>().Int64Value(&lossless);
  }
  return value.IsNumber() ? value.As<Napi::Number>().Int64Value() : 0;
}

inline int64_t number(Info info, size_t index) { return number(info[index]); }
inline int integer(Info info, size_t index) { return static_cast<int>(number(info[index])); }

/** Text as UTF-8, a Buffer as it is: names in archives need not be UTF-8. */
inline std::string bytes(const Napi::Value& value) {
  if (value.IsBuffer()) {
    auto buffer = value.As<Napi::Buffer<char>>();
    return std::string(buffer.Data(), buffer.Length());
  }
  return value.IsString() ? value.As<Napi::String>().Utf8Value() : std::string();
}

inline std::string bytes(Info info, size_t index) { return bytes(info[index]); }

inline std::vector<int> integers(const Napi::Value& value) {
  std::vector<int> list;
  if (!value.IsArray()) return list;
  auto array = value.As<Napi::Array>();
  for (uint32_t i = 0; i < array.Length(); i++) list.push_back(static_cast<int>(number(array.Get(i))));
  return list;
}

inline std::vector<std::string> strings(const Napi::Value& value) {
  std::vector<std::string> list;
  if (!value.IsArray()) return list;
  auto array = value.As<Napi::Array>();
  for (uint32_t i = 0; i < array.Length(); i++) list.push_back(bytes(array.Get(i)));
  return list;
}

/** The result of a libc-style call: -1 becomes the negative errno. */
inline Napi::Value result(Info info, int64_t value) {
  return Napi::Number::New(info.Env(), static_cast<double>(value == -1 ? -errno : value));
}

inline void define(Napi::Env env, Napi::Object exports, const char* name, Napi::Value (*function)(Info)) {
  exports.Set(name, Napi::Function::New(env, function, name));
}

}  // namespace tsrun
