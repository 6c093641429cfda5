// Files by directory descriptor: what unpacking and committing layers needs and Node lacks.

#include <dirent.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>

#include "call.h"

namespace tsrun {
namespace {

// openat2(dirFd, path, flags, mode, resolve). Made again, for up to half a second, where a ".." was given up because
// something on the host was renamed or mounted at that moment.
Napi::Value openat2_(Info info) {
  std::string path = bytes(info, 1);
  struct open_how how;
  memset(&how, 0, sizeof how);
  how.flags = static_cast<uint64_t>(number(info, 2)) | O_CLOEXEC;
  how.mode = static_cast<uint64_t>(number(info, 3));
  how.resolve = static_cast<uint64_t>(number(info, 4));
  int dir = integer(info, 0);
  long fd;
  for (unsigned tries = 0; tries < 600; tries++) {
    fd = syscall(SYS_openat2, dir, path.c_str(), &how, sizeof how);
    if (fd >= 0 || errno != EAGAIN) break;
    if (tries < 64) continue;
    usleep(1000);
    errno = EAGAIN;
  }
  return result(info, fd);
}

Napi::Value mkdirat_(Info info) {
  std::string path = bytes(info, 1);
  return result(info, mkdirat(integer(info, 0), path.c_str(), static_cast<mode_t>(number(info, 2))));
}

Napi::Value mknodat_(Info info) {  // mknodat(dirFd, path, mode, major, minor)
  std::string path = bytes(info, 1);
  dev_t device = makedev(static_cast<unsigned>(number(info, 3)), static_cast<unsigned>(number(info, 4)));
  return result(info, mknodat(integer(info, 0), path.c_str(), static_cast<mode_t>(number(info, 2)), device));
}

Napi::Value symlinkat_(Info info) {  // symlinkat(target, dirFd, path)
  std::string target = bytes(info, 0), path = bytes(info, 2);
  return result(info, symlinkat(target.c_str(), integer(info, 1), path.c_str()));
}

Napi::Value linkat_(Info info) {  // linkat(oldDirFd, oldPath, newDirFd, newPath, flags)
  std::string from = bytes(info, 1), to = bytes(info, 3);
  return result(info, linkat(integer(info, 0), from.c_str(), integer(info, 2), to.c_str(), integer(info, 4)));
}

Napi::Value unlinkat_(Info info) {
  std::string path = bytes(info, 1);
  return result(info, unlinkat(integer(info, 0), path.c_str(), integer(info, 2)));
}

Napi::Value renameat2_(Info info) {
  std::string from = bytes(info, 1), to = bytes(info, 3);
  return result(info, syscall(SYS_renameat2, integer(info, 0), from.c_str(), integer(info, 2), to.c_str(), integer(info, 4)));
}

Napi::Value fchownat_(Info info) {  // fchownat(dirFd, path, uid, gid, flags)
  std::string path = bytes(info, 1);
  return result(info, fchownat(integer(info, 0), path.c_str(), static_cast<uid_t>(number(info, 2)), static_cast<gid_t>(number(info, 3)), integer(info, 4)));
}

Napi::Value fchmodat_(Info info) {
  std::string path = bytes(info, 1);
  return result(info, fchmodat(integer(info, 0), path.c_str(), static_cast<mode_t>(number(info, 2)), 0));
}

Napi::Value utimensat_(Info info) {  // utimensat(dirFd, path, atimeNs, mtimeNs, flags); an empty path is dirFd itself
  std::string path = bytes(info, 1);
  struct timespec times[2];
  for (int i = 0; i < 2; i++) {
    constexpr int64_t kSecond = 1000000000;
    int64_t ns = number(info, 2 + static_cast<size_t>(i));
    int64_t seconds = ns / kSecond, rest = ns % kSecond;
    if (rest < 0) seconds--, rest += kSecond;  // before 1970 the fraction still counts upwards
    times[i] = {static_cast<time_t>(seconds), static_cast<long>(rest)};
  }
  const char* target = path.empty() ? nullptr : path.c_str();
  return result(info, syscall(SYS_utimensat, integer(info, 0), target, times, target == nullptr ? 0 : integer(info, 4)));
}

// addInodeFlags(fd, flags): FS_IOC_SETFLAGS, those that are set already included
Napi::Value addInodeFlags(Info info) {
  int fd = integer(info, 0), flags = 0;
  if (ioctl(fd, FS_IOC_GETFLAGS, &flags) < 0) return result(info, -1);
  if ((flags & integer(info, 1)) == integer(info, 1)) return result(info, 0);
  flags |= integer(info, 1);
  return result(info, ioctl(fd, FS_IOC_SETFLAGS, &flags));
}

Napi::Value readlinkat_(Info info) {
  std::string path = bytes(info, 1);
  char target[4096];
  ssize_t length = readlinkat(integer(info, 0), path.c_str(), target, sizeof target);
  if (length < 0) return result(info, -1);
  return Napi::Buffer<char>::Copy(info.Env(), target, static_cast<size_t>(length));
}

// statx(dirFd, path, flags) -> [mode, uid, gid, nlink, devMajor, devMinor, rdevMajor, rdevMinor, size, ino, mtimeNs, blocks]
Napi::Value statx_(Info info) {
  std::string path = bytes(info, 1);
  struct statx status;
  if (statx(integer(info, 0), path.c_str(), integer(info, 2), STATX_BASIC_STATS, &status) < 0) return result(info, -1);
  double numbers[] = {static_cast<double>(status.stx_mode), static_cast<double>(status.stx_uid), static_cast<double>(status.stx_gid),
                      static_cast<double>(status.stx_nlink), static_cast<double>(status.stx_dev_major), static_cast<double>(status.stx_dev_minor),
                      static_cast<double>(status.stx_rdev_major), static_cast<double>(status.stx_rdev_minor)};
  Napi::Array answer = Napi::Array::New(info.Env(), 12);
  for (uint32_t i = 0; i < 8; i++) answer.Set(i, numbers[i]);
  answer.Set(8U, Napi::BigInt::New(info.Env(), static_cast<uint64_t>(status.stx_size)));
  answer.Set(9U, Napi::BigInt::New(info.Env(), static_cast<uint64_t>(status.stx_ino)));
  int64_t mtime = static_cast<int64_t>(status.stx_mtime.tv_sec) * 1000000000 + status.stx_mtime.tv_nsec;
  answer.Set(10U, Napi::BigInt::New(info.Env(), mtime));
  answer.Set(11U, Napi::BigInt::New(info.Env(), static_cast<uint64_t>(status.stx_blocks)));
  return answer;
}

// getdents(fd) -> Buffer with all linux_dirent64 records, from the beginning | -errno
Napi::Value getdents_(Info info) {
  int fd = integer(info, 0);
  if (lseek(fd, 0, SEEK_SET) < 0) return result(info, -1);
  std::string all;
  std::vector<char> chunk(64 * 1024);
  for (;;) {
    long length = syscall(SYS_getdents64, fd, chunk.data(), chunk.size());
    if (length < 0) return result(info, -1);
    if (length == 0) return Napi::Buffer<char>::Copy(info.Env(), all.data(), all.size());
    all.append(chunk.data(), static_cast<size_t>(length));
  }
}

Napi::Value copy_file_range_(Info info) {
  return result(info, syscall(SYS_copy_file_range, integer(info, 0), nullptr, integer(info, 1), nullptr, static_cast<size_t>(number(info, 2)), 0));
}

// xattrs by path; src/native/ hands in /proc/self/fd/N or /proc/self/fd/N/name, and the last symlink is not followed
// unless it is the magic link itself.
Napi::Value set_xattr(Info info) {  // setXattr(path, follow, name, Buffer)
  std::string path = bytes(info, 0), name = bytes(info, 2);
  auto value = info[3].As<Napi::Buffer<char>>();
  auto set = info[1].ToBoolean() ? setxattr : lsetxattr;
  return result(info, set(path.c_str(), name.c_str(), value.Data(), value.Length(), 0));
}

Napi::Value get_xattr(Info info) {  // getXattr(path, follow, name) -> Buffer | -errno
  std::string path = bytes(info, 0), name = bytes(info, 2);
  auto get = info[1].ToBoolean() ? getxattr : lgetxattr;
  std::vector<char> value(65536);  // XATTR_SIZE_MAX
  ssize_t length = get(path.c_str(), name.c_str(), value.data(), value.size());
  if (length < 0) return result(info, -1);
  return Napi::Buffer<char>::Copy(info.Env(), value.data(), static_cast<size_t>(length));
}

Napi::Value list_xattrs(Info info) {  // listXattrs(path, follow) -> Buffer of NUL-terminated names | -errno
  std::string path = bytes(info, 0);
  auto list = info[1].ToBoolean() ? listxattr : llistxattr;
  std::vector<char> names(65536);  // XATTR_LIST_MAX
  ssize_t length = list(path.c_str(), names.data(), names.size());
  if (length < 0) return result(info, -1);
  return Napi::Buffer<char>::Copy(info.Env(), names.data(), static_cast<size_t>(length));
}

Napi::Value remove_xattr(Info info) {
  std::string path = bytes(info, 0), name = bytes(info, 2);
  auto remove = info[1].ToBoolean() ? removexattr : lremovexattr;
  return result(info, remove(path.c_str(), name.c_str()));
}

}  // namespace

void define_files(Napi::Env env, Napi::Object exports) {
  define(env, exports, "openat2", openat2_);
  define(env, exports, "mkdirat", mkdirat_);
  define(env, exports, "mknodat", mknodat_);
  define(env, exports, "symlinkat", symlinkat_);
  define(env, exports, "linkat", linkat_);
  define(env, exports, "unlinkat", unlinkat_);
  define(env, exports, "renameat2", renameat2_);
  define(env, exports, "fchownat", fchownat_);
  define(env, exports, "fchmodat", fchmodat_);
  define(env, exports, "utimensat", utimensat_);
  define(env, exports, "addInodeFlags", addInodeFlags);
  define(env, exports, "readlinkat", readlinkat_);
  define(env, exports, "statx", statx_);
  define(env, exports, "getdents", getdents_);
  define(env, exports, "copyFileRange", copy_file_range_);
  define(env, exports, "setXattr", set_xattr);
  define(env, exports, "getXattr", get_xattr);
  define(env, exports, "listXattrs", list_xattrs);
  define(env, exports, "removeXattr", remove_xattr);
}

}  // namespace tsrun
