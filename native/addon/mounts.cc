// The mount API by descriptors (Linux 5.2), and the two old calls for what it does not cover.

#include <linux/mount.h>
#include <pthread.h>
#include <sched.h>
#include <sys/vfs.h>

#include "call.h"

#ifndef AT_RECURSIVE
#define AT_RECURSIVE 0x8000
#endif

namespace tsrun {
namespace {

const char* text_or_null(const std::string& text) { return text.empty() ? nullptr : text.c_str(); }

Napi::Value mount_(Info info) {  // mount(source, target, fstype, flags, data)
  std::string source = bytes(info, 0), target = bytes(info, 1), type = bytes(info, 2), data = bytes(info, 4);
  return result(info, syscall(SYS_mount, text_or_null(source), target.c_str(), text_or_null(type), number(info, 3), text_or_null(data)));
}

Napi::Value umount_(Info info) {
  std::string target = bytes(info, 0);
  return result(info, syscall(SYS_umount2, target.c_str(), integer(info, 1)));
}

Napi::Value open_tree_(Info info) {  // openTree(dirFd, path, flags)
  std::string path = bytes(info, 1);
  return result(info, syscall(SYS_open_tree, integer(info, 0), path.c_str(), static_cast<unsigned>(number(info, 2))));
}

Napi::Value move_mount_(Info info) {  // moveMount(fromFd, fromPath, toFd, toPath, flags)
  std::string from = bytes(info, 1), to = bytes(info, 3);
  return result(info, syscall(SYS_move_mount, integer(info, 0), from.c_str(), integer(info, 2), to.c_str(), static_cast<unsigned>(number(info, 4))));
}

// mountSetattr(dirFd, path, flags, set, clear, propagation, usernsFd)
Napi::Value mount_setattr_(Info info) {
  std::string path = bytes(info, 1);
  uint64_t attr[4] = {static_cast<uint64_t>(number(info, 3)), static_cast<uint64_t>(number(info, 4)),
                      static_cast<uint64_t>(number(info, 5)), static_cast<uint64_t>(number(info, 6))};
  return result(info, syscall(SYS_mount_setattr, integer(info, 0), path.c_str(), static_cast<unsigned>(number(info, 2)), attr, sizeof attr));
}

struct OldMount {
  std::string type, data;
  std::vector<std::string> links;
  int fd;
  int error;
};

// Symbolic links "0", "1" ... on a file system of our own at the working directory: short names for long paths.
bool make_links(const std::vector<std::string>& links, const char* place) {
  if (links.empty()) return true;
  if (syscall(SYS_mount, "none", place, "tmpfs", 0, nullptr) < 0 || chdir(place) < 0) return false;
  for (size_t i = 0; i < links.size(); i++)
    if (symlink(links[i].c_str(), std::to_string(i).c_str()) < 0) return false;
  return true;
}

// mount(2) needs a place: a mount namespace that only this thread is in, and that ends with it. The copy that open_tree
// makes of the mount belongs to no namespace and stays.
void* mount_privately(void* argument) {
  auto* old = static_cast<OldMount*>(argument);
  const char* place = "/proc";  // there on every host, and nobody needs it here
  const bool done = unshare(CLONE_FS | CLONE_NEWNS) == 0 && syscall(SYS_mount, "none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
              make_links(old->links, place) &&
              syscall(SYS_mount, old->type.c_str(), place, old->type.c_str(), 0, old->data.c_str()) == 0 &&
              (old->fd = static_cast<int>(syscall(SYS_open_tree, AT_FDCWD, place, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC))) >= 0;
  if (!done) old->error = errno;
  return nullptr;
}

// mountDetachedOld(fstype, data, links) -> mount fd | -errno. The data may name link i as "i".
Napi::Value mount_detached_old(Info info) {
  OldMount old = {bytes(info, 0), bytes(info, 1), strings(info[2]), -1, 0};
  pthread_t thread;
  int error = pthread_create(&thread, nullptr, mount_privately, &old);
  if (error != 0) return Napi::Number::New(info.Env(), -error);
  pthread_join(thread, nullptr);
  return Napi::Number::New(info.Env(), old.error != 0 ? -old.error : old.fd);
}

// What the file system itself says about a refusal, one message per read ("e overlay: ...").
std::string read_log(int fd) {
  std::string log;
  char line[512];
  for (ssize_t count; (count = read(fd, line, sizeof line)) > 0;) log.append(line, static_cast<size_t>(count)).append("\n");
  return log;
}

// mountDetached(fstype, [key, value, key, value ...], attributes) -> mount fd | [-errno, call, key, log]
// An empty value sets a flag.
Napi::Value mount_detached(Info info) {
  std::string type = bytes(info, 0);
  auto options = strings(info[1]);
  int context = static_cast<int>(syscall(SYS_fsopen, type.c_str(), FSOPEN_CLOEXEC));
  const char* call = "fsopen";
  std::string key;
  int error = context < 0 ? errno : 0;
  for (size_t i = 0; error == 0 && i + 1 < options.size(); i += 2) {
    call = "fsconfig";
    key = options[i];
    bool flag = options[i + 1].empty();
    if (syscall(SYS_fsconfig, context, flag ? FSCONFIG_SET_FLAG : FSCONFIG_SET_STRING, key.c_str(), flag ? nullptr : options[i + 1].c_str(), 0) < 0) error = errno;
  }
  if (error == 0) {
    key = "";
    call = "fsconfig";
    if (syscall(SYS_fsconfig, context, FSCONFIG_CMD_CREATE, nullptr, nullptr, 0) < 0) error = errno;
  }
  int fd = -1;
  if (error == 0) {
    call = "fsmount";
    fd = static_cast<int>(syscall(SYS_fsmount, context, FSMOUNT_CLOEXEC, static_cast<unsigned>(number(info, 2))));
    if (fd < 0) error = errno;
  }
  std::string log = error != 0 && context >= 0 ? read_log(context) : "";
  if (context >= 0) close(context);
  if (error == 0) return Napi::Number::New(info.Env(), fd);
  Napi::Array answer = Napi::Array::New(info.Env(), 4);
  answer.Set(0U, -error);
  answer.Set(1U, call);
  answer.Set(2U, key);
  answer.Set(3U, log);
  return answer;
}

// statfs(path | fd) -> [type, blocks, bfree, bavail, bsize, files, ffree] | -errno
Napi::Value statfs_(Info info) {
  struct statfs status;
  std::string path = bytes(info, 0);
  if ((info[0].IsNumber() ? fstatfs(integer(info, 0), &status) : statfs(path.c_str(), &status)) < 0) return result(info, -1);
  double values[] = {static_cast<double>(static_cast<uint32_t>(status.f_type)), static_cast<double>(status.f_blocks), static_cast<double>(status.f_bfree),
                     static_cast<double>(status.f_bavail), static_cast<double>(status.f_bsize), static_cast<double>(status.f_files),
                     static_cast<double>(status.f_ffree)};
  Napi::Array answer = Napi::Array::New(info.Env(), 7);
  for (uint32_t i = 0; i < 7; i++) answer.Set(i, values[i]);
  return answer;
}

}  // namespace

void define_mounts(Napi::Env env, Napi::Object exports) {
  define(env, exports, "mount", mount_);
  define(env, exports, "umount", umount_);
  define(env, exports, "openTree", open_tree_);
  define(env, exports, "moveMount", move_mount_);
  define(env, exports, "mountSetattr", mount_setattr_);
  define(env, exports, "mountDetached", mount_detached);
  define(env, exports, "mountDetachedOld", mount_detached_old);
  define(env, exports, "statfs", statfs_);
}

}  // namespace tsrun
