// Terminals, in-memory files and file locks.

#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>

#include "call.h"

namespace tsrun {
namespace {

// makeRaw(fd) -> Buffer with the state before | -errno
Napi::Value make_raw(Info info) {
  int fd = integer(info, 0);
  struct termios before;
  if (tcgetattr(fd, &before) < 0) return result(info, -1);
  struct termios raw = before;
  cfmakeraw(&raw);
  if (tcsetattr(fd, TCSADRAIN, &raw) < 0) return result(info, -1);
  return Napi::Buffer<char>::Copy(info.Env(), reinterpret_cast<char*>(&before), sizeof before);
}

Napi::Value restore_terminal(Info info) {
  auto state = info[1].As<Napi::Buffer<char>>();
  struct termios before;
  if (state.Length() != sizeof before) return Napi::Number::New(info.Env(), -EINVAL);
  memcpy(&before, state.Data(), sizeof before);
  return result(info, tcsetattr(integer(info, 0), TCSADRAIN, &before));
}

Napi::Value get_window_size(Info info) {
  struct winsize size;
  if (ioctl(integer(info, 0), TIOCGWINSZ, &size) < 0) return result(info, -1);
  Napi::Array answer = Napi::Array::New(info.Env(), 2);
  answer.Set(0U, size.ws_row);
  answer.Set(1U, size.ws_col);
  return answer;
}

Napi::Value set_window_size(Info info) {
  struct winsize size;
  memset(&size, 0, sizeof size);
  size.ws_row = static_cast<unsigned short>(number(info, 1));
  size.ws_col = static_cast<unsigned short>(number(info, 2));
  return result(info, ioctl(integer(info, 0), TIOCSWINSZ, &size));
}

// memfd(name, Buffer, seal) -> fd at offset 0 | -errno
Napi::Value memfd(Info info) {
  std::string name = bytes(info, 0);
  auto data = info[1].As<Napi::Buffer<char>>();
  int fd = memfd_create(name.c_str(), MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (fd < 0) return result(info, -1);
  size_t done = 0;
  int error = 0;
  while (done < data.Length() && error == 0) {
    ssize_t count = pwrite(fd, data.Data() + done, data.Length() - done, static_cast<off_t>(done));
    if (count >= 0) done += static_cast<size_t>(count);
    else if (errno != EINTR) error = errno;
  }
  if (error == 0 && info[2].ToBoolean() && fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) < 0) error = errno;
  if (error == 0) return result(info, fd);
  close(fd);
  return Napi::Number::New(info.Env(), -error);
}

// flock(fd, operation) -> 0 | -errno. Always with LOCK_NB: a blocking one would stop the event loop.
Napi::Value flock_(Info info) { return result(info, flock(integer(info, 0), integer(info, 1) | LOCK_NB)); }

}  // namespace

void define_terminal(Napi::Env env, Napi::Object exports) {
  define(env, exports, "makeRaw", make_raw);
  define(env, exports, "restoreTerminal", restore_terminal);
  define(env, exports, "getWindowSize", get_window_size);
  define(env, exports, "setWindowSize", set_window_size);
  define(env, exports, "memfd", memfd);
  define(env, exports, "flock", flock_);
}

}  // namespace tsrun
