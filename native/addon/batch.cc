// Many small files of /sys/fs/cgroup and /proc at once, on a thread of libuv's pool: statistics of 500 containers are ten
// thousand files, which would keep the event loop for a quarter of a second.

#include <dirent.h>
#include <sys/stat.h>

#include "call.h"

namespace tsrun {
namespace {

constexpr size_t kMaxFileBytes = 1 << 20;  // what is longer is none of these files

/** Appends a file's content; 0 or the errno, and then nothing is appended. */
int append_file(const char* path, std::string& contents) {
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return errno;
  size_t before = contents.size();
  int error = 0;
  for (;;) {
    char chunk[8192];
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) error = errno;
    if (n <= 0) break;
    contents.append(chunk, static_cast<size_t>(n));
    if (contents.size() - before > kMaxFileBytes) error = EFBIG;
    if (error != 0) break;
  }
  close(fd);
  if (error != 0) contents.resize(before);
  return error;
}

std::string text(const std::string& path) {
  std::string contents;
  append_file(path.c_str(), contents);
  return contents;
}

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
    size_t before = contents_.size();
    int error = append_file(path, contents_);
    return error != 0 ? -error : static_cast<int32_t>(contents_.size() - before);
  }

  Napi::Promise::Deferred deferred_;
  std::string paths_, contents_;
  std::vector<int32_t> sizes_;
};

/** Resolves with four numbers per cgroup, those below it included: processes, threads, open descriptors, sockets among them. */
class ProcessCounter : public Napi::AsyncWorker {
 public:
  ProcessCounter(Napi::Env env, std::vector<std::string> cgroups)
      : AsyncWorker(env, "countProcesses"), deferred_(env), cgroups_(std::move(cgroups)) {}
  Napi::Promise promise() const { return deferred_.Promise(); }

  void Execute() override {
    for (const auto& cgroup : cgroups_) {
      Counts counts;
      walk(cgroup, counts);
      counts_.push_back(counts);
    }
  }

  void OnOK() override {
    auto answer = Napi::Int32Array::New(Env(), counts_.size() * 4);
    size_t i = 0;
    for (const auto& one : counts_)
      for (int32_t value : {one.processes, one.threads, one.descriptors, one.sockets}) answer[i++] = value;
    deferred_.Resolve(answer);
  }

 private:
  struct Counts {
    int32_t processes = 0, threads = 0, descriptors = 0, sockets = 0;
  };

  // Processes and cgroups come and go: what is not there any more counts for nothing.
  void walk(const std::string& cgroup, Counts& counts) {
    struct stat status;
    if (stat(cgroup.c_str(), &status) < 0) return;
    std::string pids = text(cgroup + "/cgroup.procs");
    for (const char* at = pids.c_str(); *at != 0;) {
      char* end;
      long pid = strtol(at, &end, 10);
      if (end == at) break;
      count(static_cast<int>(pid), counts);
      at = *end == '\n' ? end + 1 : end;
    }
    if (status.st_nlink <= 2) return;  // kernfs counts 2, and one for every directory inside
    DIR* directory = opendir(cgroup.c_str());
    if (directory == nullptr) return;
    while (struct dirent* entry = readdir(directory))
      if (entry->d_type == DT_DIR && entry->d_name[0] != '.') walk(cgroup + "/" + entry->d_name, counts);
    closedir(directory);
  }

  void count(int pid, Counts& counts) {
    std::string process = "/proc/" + std::to_string(pid);
    std::string status = text(process + "/stat");
    size_t name_end = status.rfind(')');
    if (name_end == std::string::npos) return;
    counts.processes++;
    // num_threads is the 18th field after the name: proc_pid_stat(5)
    const char* field = status.c_str() + name_end + 1;
    for (int i = 1; field != nullptr && i < 18; i++) field = strchr(field + 1, ' ');
    if (field != nullptr) counts.threads += atoi(field + 1);
    DIR* directory = opendir((process + "/fd").c_str());
    if (directory == nullptr) return;
    while (struct dirent* entry = readdir(directory)) {
      if (entry->d_name[0] == '.') continue;
      counts.descriptors++;
      char target[8];
      ssize_t length = readlinkat(dirfd(directory), entry->d_name, target, sizeof target);
      if (length >= 7 && memcmp(target, "socket:", 7) == 0) counts.sockets++;
    }
    closedir(directory);
  }

  Napi::Promise::Deferred deferred_;
  std::vector<std::string> cgroups_;
  std::vector<Counts> counts_;
};

Napi::Value read_files(Info info) {  // readFiles(paths: each with its NUL at the end)
  auto* reader = new FileReader(info.Env(), bytes(info, 0));
  reader->Queue();  // deletes itself
  return reader->promise();
}

Napi::Value count_processes(Info info) {  // countProcesses(cgroup directories)
  auto* counter = new ProcessCounter(info.Env(), strings(info[0]));
  counter->Queue();
  return counter->promise();
}

}  // namespace

void define_batch(Napi::Env env, Napi::Object exports) {
  define(env, exports, "readFiles", read_files);
  define(env, exports, "countProcesses", count_processes);
}

}  // namespace tsrun
