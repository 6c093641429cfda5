// Many small files of /sys/fs/cgroup and /proc at once, on a thread of libuv's pool: statistics of 500 containers are ten
// thousand files, which would keep the event loop for a quarter of a second.

#include <dirent.h>

#include "call.h"

namespace tsrun {
namespace {

constexpr size_t kMaxFileBytes = 1 << 20;  // what is longer is none of these files

/** Resolves with [sizes, contents]: per path the number of bytes, or the negative errno; the bytes one after the other. */
class FileReader : public Napi::AsyncWorker {
 public:
  FileReader(Napi::Env env, std::string paths) : AsyncWorker(env, "readFiles"), deferred_(env), paths_(std::move(paths)) {}
  Napi::Promise promise() const { return deferred_.Promise(); }

  void Execute() override {
    for (size_t at = 0; at < paths_.size(); at += strlen(paths_.c_str() + at) + 1) sizes_.push_back(read(paths_.c_str() + at));
  }

  void OnOK() override {
    Napi::Array answer = Napi::Array::New(Env(), 2);
    auto sizes = Napi::Int32Array::New(Env(), sizes_.size());
    for (size_t i = 0; i < sizes_.size(); i++) sizes[i] = sizes_[i];
    answer.Set(0U, sizes);
    answer.Set(1U, Napi::Buffer<char>::Copy(Env(), contents_.data(), contents_.size()));
    deferred_.Resolve(answer);
  }

 private:
  int32_t read(const char* path) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return -errno;
    size_t before = contents_.size();
    int error = 0;
    for (;;) {
      char chunk[8192];
      ssize_t n = ::read(fd, chunk, sizeof chunk);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) error = errno;
      if (n <= 0) break;
      contents_.append(chunk, static_cast<size_t>(n));
      if (contents_.size() - before > kMaxFileBytes) error = EFBIG;
      if (error != 0) break;
    }
    close(fd);
    if (error == 0) return static_cast<int32_t>(contents_.size() - before);
    contents_.resize(before);
    return -error;
  }

  Napi::Promise::Deferred deferred_;
  std::string paths_, contents_;
  std::vector<int32_t> sizes_;
};

/** Resolves with [open descriptors, sockets among them] per process; zeros for one that is gone. */
class DescriptorCounter : public Napi::AsyncWorker {
 public:
  DescriptorCounter(Napi::Env env, std::vector<int> pids) : AsyncWorker(env, "countDescriptors"), deferred_(env), pids_(std::move(pids)) {}
  Napi::Promise promise() const { return deferred_.Promise(); }

  void Execute() override {
    for (int pid : pids_) count(pid);
  }

  void OnOK() override {
    auto answer = Napi::Int32Array::New(Env(), counts_.size());
    for (size_t i = 0; i < counts_.size(); i++) answer[i] = counts_[i];
    deferred_.Resolve(answer);
  }

 private:
  void count(int pid) {
    int32_t descriptors = 0, sockets = 0;
    std::string path = "/proc/" + std::to_string(pid) + "/fd";
    if (DIR* directory = opendir(path.c_str())) {
      while (struct dirent* entry = readdir(directory)) {
        if (entry->d_name[0] == '.') continue;
        descriptors++;
        char target[8];
        ssize_t length = readlinkat(dirfd(directory), entry->d_name, target, sizeof target);
        if (length >= 7 && memcmp(target, "socket:", 7) == 0) sockets++;
      }
      closedir(directory);
    }
    counts_.push_back(descriptors);
    counts_.push_back(sockets);
  }

  Napi::Promise::Deferred deferred_;
  std::vector<int> pids_;
  std::vector<int32_t> counts_;
};

Napi::Value read_files(Info info) {  // readFiles(paths: each with its NUL at the end)
  auto* reader = new FileReader(info.Env(), bytes(info, 0));
  reader->Queue();  // deletes itself
  return reader->promise();
}

Napi::Value count_descriptors(Info info) {  // countDescriptors(pids)
  auto* counter = new DescriptorCounter(info.Env(), integers(info[0]));
  counter->Queue();
  return counter->promise();
}

}  // namespace

void define_batch(Napi::Env env, Napi::Object exports) {
  define(env, exports, "readFiles", read_files);
  define(env, exports, "countDescriptors", count_descriptors);
}

}  // namespace tsrun
