// Many small files of /sys/fs/cgroup and /proc at once, on a thread of libuv's pool: statistics of 500 containers are ten
// thousand files, which would keep the event loop for a quarter of a second.

#include <dirent.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "call.h"

namespace tsrun {
namespace {

constexpr ssize_t kHalfPage = 2048;
constexpr size_t kMaxFileBytes = 1 << 20;  // what is longer is none of these files

/** Appends a file's content; 0 or the errno, and then nothing is appended. `path` is relative to `directory`, as in openat(2). */
int append_file(int directory, const char* path, std::string& contents) {
  int fd = openat(directory, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
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
    // The kernel makes these files from lines, as many as fit in a page: after less than half a page there are no more.
    if (error != 0 || n < kHalfPage) break;
  }
  close(fd);
  if (error != 0) contents.resize(before);
  return error;
}

std::string text(const std::string& path) {
  std::string contents;
  append_file(AT_FDCWD, path.c_str(), contents);
  return contents;
}

/** Of a list in which every text ends with a NUL. */
std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> texts;
  for (size_t at = 0; at < list.size(); at += texts.back().size() + 1) texts.emplace_back(list.c_str() + at);
  return texts;
}

/**
 * Something done on the pool, and a promise of its answer. Answers are made with Node's C functions, whose failures are
 * seen: when a worker thread ends, its work is completed when no JavaScript runs any more, and the C++ ones would abort
 * the process.
 */
class Batch : public Napi::AsyncWorker {
 public:
  Batch(Napi::Env env, const char* name) : AsyncWorker(env, name) {}

  Napi::Value start() {  // from then on it deletes itself
    napi_value promise = nullptr;
    napi_create_promise(Env(), &deferred_, &promise);
    Napi::Value answer(Env(), promise);
    Queue();
    return answer;
  }

  void OnOK() override {
    napi_value value = answer(Env());
    if (value != nullptr) napi_resolve_deferred(Env(), deferred_, value);
  }

 protected:
  /** nullptr where there is nobody to tell. */
  virtual napi_value answer(napi_env env) = 0;

  static napi_value int32s(napi_env env, const std::vector<int32_t>& values) {
    napi_value buffer, array;
    void* data;
    size_t size = values.size() * sizeof(int32_t);
    if (napi_create_arraybuffer(env, size, &data, &buffer) != napi_ok) return nullptr;
    if (size > 0) memcpy(data, values.data(), size);
    return napi_create_typedarray(env, napi_int32_array, values.size(), buffer, 0, &array) == napi_ok ? array : nullptr;
  }

 private:
  napi_deferred deferred_ = nullptr;
};

/**
 * Reads the same files in many places: of every place all of `names`, each a text to put before the place's and one to
 * put after it. Resolves with [sizes, contents]: per file its number of bytes, or the negative errno; the bytes one after
 * the other.
 */
class FileReader : public Batch {
 public:
  FileReader(Napi::Env env, const std::string& places, const std::string& names)
      : Batch(env, "readFiles"), places_(split(places)), names_(split(names)) {}

  ~FileReader() override { leave(); }

  void Execute() override {
    sizes_.reserve(places_.size() * names_.size() / 2);
    for (const auto& place : places_)
      for (size_t i = 0; i + 1 < names_.size(); i += 2) sizes_.push_back(read(names_[i] + place, names_[i + 1]));
    leave();
  }

 protected:
  napi_value answer(napi_env env) override {
    napi_value sizes = int32s(env, sizes_), contents, both;
    bool made = sizes != nullptr && napi_create_array_with_length(env, 2, &both) == napi_ok &&
                napi_create_buffer_copy(env, contents_.size(), contents_.data(), nullptr, &contents) == napi_ok &&
                napi_set_element(env, both, 0, sizes) == napi_ok && napi_set_element(env, both, 1, contents) == napi_ok;
    return made ? both : nullptr;
  }

 private:
  int32_t read(const std::string& base, const std::string& rest) {
    size_t before = contents_.size();
    int error = append(base, rest);
    return error != 0 ? -error : static_cast<int32_t>(contents_.size() - before);
  }

  /** Files that follow each other in one directory, "/name" below it, share the way there. */
  int append(const std::string& base, const std::string& rest) {
    if (rest.size() < 2 || rest.rfind('/') != 0) return append_file(AT_FDCWD, (base + rest).c_str(), contents_);
    if (base != entered_) {
      leave();
      directory_ = open(base.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
      error_ = directory_ < 0 ? errno : 0;
      entered_ = base;
    }
    return directory_ < 0 ? error_ : append_file(directory_, rest.c_str() + 1, contents_);
  }

  void leave() {
    if (directory_ >= 0) close(directory_);
    directory_ = -1;
    entered_.clear();
  }

  std::vector<std::string> places_, names_;
  std::string entered_, contents_;
  int directory_ = -1, error_ = 0;
  std::vector<int32_t> sizes_;
};

/**
 * Resolves with five numbers per cgroup, those below it included: processes, threads, open descriptors, sockets among
 * them; and the soft limit of open files of its first process, -1 where there is no limit or no such process.
 */
class ProcessCounter : public Batch {
 public:
  ProcessCounter(Napi::Env env, const std::string& cgroups, const std::string& first)
      : Batch(env, "countProcesses"), cgroups_(split(cgroups)), first_(split(first)) {}

  void Execute() override {
    for (size_t i = 0; i < cgroups_.size(); i++) {
      Counts counts;
      walk(cgroups_[i], counts);
      int32_t limit = open_files_limit(i < first_.size() ? atoi(first_[i].c_str()) : 0);
      for (int32_t value : {counts.processes, counts.threads, counts.descriptors, counts.sockets, limit})
        counts_.push_back(value);
    }
  }

 protected:
  napi_value answer(napi_env env) override { return int32s(env, counts_); }

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
    if (status.st_nlink == 2) return;  // kernfs counts 2, and one for every directory inside
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
    // num_threads is the 18th field after the name, with a space before each: proc_pid_stat(5)
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

  static int32_t open_files_limit(int pid) {
    struct rlimit limit;
    if (pid <= 0 || prlimit(pid, RLIMIT_NOFILE, nullptr, &limit) < 0 || limit.rlim_cur > INT32_MAX) return -1;
    return static_cast<int32_t>(limit.rlim_cur);
  }

  std::vector<std::string> cgroups_, first_;
  std::vector<int32_t> counts_;
};

/** Resolves with proc_pid_net(5)'s dev of every network namespace, "" for one that is gone. */
class InterfaceReader : public Batch {
 public:
  InterfaceReader(Napi::Env env, const std::string& namespaces)
      : Batch(env, "readInterfaces"), namespaces_(split(namespaces)), texts_(namespaces_.size()) {}

  void Execute() override {
    int own = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    if (own < 0) return;
    for (size_t i = 0; i < namespaces_.size(); i++) {
      int other = open(namespaces_[i].c_str(), O_RDONLY | O_CLOEXEC);
      if (other < 0) continue;
      if (setns(other, CLONE_NEWNET) == 0) texts_[i] = text("/proc/thread-self/net/dev");
      close(other);
    }
    // This thread does others' work as well: somewhere else it must not stay.
    if (setns(own, CLONE_NEWNET) < 0) abort();
    close(own);
  }

 protected:
  napi_value answer(napi_env env) override {
    napi_value all;
    if (napi_create_array_with_length(env, texts_.size(), &all) != napi_ok) return nullptr;
    for (size_t i = 0; i < texts_.size(); i++) {
      napi_value one;
      if (napi_create_string_latin1(env, texts_[i].data(), texts_[i].size(), &one) != napi_ok ||
          napi_set_element(env, all, static_cast<uint32_t>(i), one) != napi_ok)
        return nullptr;
    }
    return all;
  }

 private:
  std::vector<std::string> namespaces_, texts_;
};

Napi::Value read_files(Info info) {  // readFiles(places, before and after of every name; each with its NUL at the end)
  return (new FileReader(info.Env(), bytes(info, 0), bytes(info, 1)))->start();
}

Napi::Value count_processes(Info info) {  // countProcesses(cgroup directories, their first processes: as above)
  return (new ProcessCounter(info.Env(), bytes(info, 0), bytes(info, 1)))->start();
}

Napi::Value read_interfaces(Info info) {  // readInterfaces(files of network namespaces: as above)
  return (new InterfaceReader(info.Env(), bytes(info, 0)))->start();
}

}  // namespace

void define_batch(Napi::Env env, Napi::Object exports) {
  define(env, exports, "readFiles", read_files);
  define(env, exports, "countProcesses", count_processes);
  define(env, exports, "readInterfaces", read_interfaces);
}

}  // namespace tsrun
