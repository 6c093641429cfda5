// Starting programs and watching them: clone, pidfds, and readable descriptors in the event loop.

#include <csignal>
#include <sched.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <uv.h>

#include "call.h"

#ifndef CLONE_PIDFD
#define CLONE_PIDFD 0x1000
#endif
#ifndef P_PIDFD
#define P_PIDFD 3
#endif

namespace tsrun {
namespace {

constexpr size_t kStackBytes = 64 * 1024;
constexpr int kLastSignal = 64;

enum class Step : int { none, duplicate, session, directory, exec };

// Everything the child needs, prepared before clone: it shares our memory and may neither allocate nor lock.
struct Launch {
  int executable_fd = -1;
  const char* path = nullptr;
  const char* directory = nullptr;
  char** argv = nullptr;
  char** env = nullptr;
  const int* sources = nullptr;  // becomes descriptor 0, 1, 2, ...
  int* staged = nullptr;
  int count = 0;
  int staging_base = 0;
  bool new_session = false;
  // Written by the child, read by the parent once vfork lets it go on.
  Step failed_step = Step::none;
  int failed_errno = 0;
};

[[noreturn]] void give_up(Launch* launch, Step step) {
  launch->failed_step = step;
  launch->failed_errno = errno;
  syscall(SYS_exit, 127);
  __builtin_unreachable();
}

void reset_signals() {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;  // Node ignores SIGPIPE, and ignored signals survive exec
  for (int signal = 1; signal <= kLastSignal; signal++) sigaction(signal, &action, nullptr);
}

// Runs in the child on its own stack, in our memory, while the calling thread sleeps. Allocates nothing.
int run_child(void* argument) {
  auto* launch = static_cast<Launch*>(argument);
  reset_signals();

  // First all copies go above every descriptor involved, so that no target number overwrites a source.
  for (int i = 0; i < launch->count; i++) {
    launch->staged[i] = fcntl(launch->sources[i], F_DUPFD_CLOEXEC, launch->staging_base);
    if (launch->staged[i] < 0) give_up(launch, Step::duplicate);
  }
  int executable = -1;
  if (launch->executable_fd >= 0) {
    executable = fcntl(launch->executable_fd, F_DUPFD_CLOEXEC, launch->staging_base);
    if (executable < 0) give_up(launch, Step::duplicate);
  }
  for (int i = 0; i < launch->count; i++) {
    if (dup2(launch->staged[i], i) < 0) give_up(launch, Step::duplicate);
  }
  // Nothing else of ours reaches the program (CVE-2024-21626). CLOSE_RANGE_CLOEXEC = 4, Linux 5.11.
  if (syscall(SYS_close_range, launch->count, ~0U, 4) < 0) give_up(launch, Step::duplicate);

  if (launch->new_session && setsid() < 0) give_up(launch, Step::session);
  if (launch->directory != nullptr && chdir(launch->directory) < 0) give_up(launch, Step::directory);

  // Last, with all dispositions at default: a pending signal ends the child, never runs a handler of Node's.
  uint64_t empty = 0;
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &empty, nullptr, sizeof empty);
  if (executable >= 0) {
    syscall(SYS_execveat, executable, "", launch->argv, launch->env, AT_EMPTY_PATH);
  } else {
    execve(launch->path, launch->argv, launch->env);
  }
  give_up(launch, Step::exec);
}

std::vector<char*> pointers(std::vector<std::string>& list) {
  std::vector<char*> out;
  for (auto& text : list) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

// spawn(executableFd | -1, path, argv, env, descriptors for 0.. (-1: /dev/null), cwd, setsid)
//   -> [pid, pidFd] or [-errno, step]
Napi::Value spawn(Info info) {
  std::string path = bytes(info, 1), directory = bytes(info, 5);
  auto argv_text = strings(info[2]), env_text = strings(info[3]);
  auto argv = pointers(argv_text), env = pointers(env_text);
  auto sources = integers(info[4]);
  std::vector<int> staged(sources.size());

  Launch launch;
  launch.executable_fd = integer(info, 0);
  launch.path = path.c_str();
  launch.directory = directory.empty() ? nullptr : directory.c_str();
  launch.argv = argv.data();
  launch.env = env.data();
  launch.new_session = info[6].ToBoolean();
  launch.count = static_cast<int>(sources.size());

  Napi::Array answer = Napi::Array::New(info.Env(), 2);
  auto fail = [&](int error, Step step) {
    answer.Set(0U, -error);
    answer.Set(1U, static_cast<int>(step));
    return answer;
  };

  int null_fd = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (null_fd < 0) return fail(errno, Step::duplicate);
  launch.staging_base = launch.executable_fd > launch.count ? launch.executable_fd : launch.count;
  for (int& fd : sources) {
    if (fd < 0) fd = null_fd;
    if (fd > launch.staging_base) launch.staging_base = fd;
  }
  launch.staging_base++;
  launch.sources = sources.data();
  launch.staged = staged.data();

  void* stack = mmap(nullptr, kStackBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (stack == MAP_FAILED) {
    int error = errno;
    close(null_fd);
    return fail(error, Step::duplicate);
  }
  // The child shares our memory, so no handler of ours may run in it. The raw call also blocks the two signals
  // that glibc keeps for itself.
  uint64_t all = ~0ULL, before = 0;
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, &before, sizeof all);
  int pid_fd = -1;
  int pid = clone(run_child, static_cast<char*>(stack) + kStackBytes, CLONE_VM | CLONE_VFORK | CLONE_PIDFD, &launch, &pid_fd);
  int error = errno;
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, &before, nullptr, sizeof before);
  munmap(stack, kStackBytes);
  close(null_fd);

  if (pid < 0) return fail(error, Step::none);
  if (launch.failed_step != Step::none) {
    siginfo_t ignored;
    waitid(static_cast<idtype_t>(P_PIDFD), pid_fd, &ignored, WEXITED | __WALL);
    close(pid_fd);
    return fail(launch.failed_errno, launch.failed_step);
  }
  answer.Set(0U, pid);
  answer.Set(1U, pid_fd);
  return answer;
}

Napi::Value pidfd_open_(Info info) { return result(info, syscall(SYS_pidfd_open, integer(info, 0), 0)); }

Napi::Value pidfd_send_signal_(Info info) {
  return result(info, syscall(SYS_pidfd_send_signal, integer(info, 0), integer(info, 1), nullptr, 0));
}

// pidfdWait(pidFd) -> [code, status] | 0 (still running) | -errno
Napi::Value pidfd_wait(Info info) {
  siginfo_t status;
  memset(&status, 0, sizeof status);
  if (waitid(static_cast<idtype_t>(P_PIDFD), integer(info, 0), &status, WEXITED | WNOHANG | __WALL) < 0) return result(info, -1);
  if (status.si_pid == 0) return result(info, 0);
  Napi::Array answer = Napi::Array::New(info.Env(), 2);
  answer.Set(0U, status.si_code);
  answer.Set(1U, status.si_status);
  return answer;
}

// eventFd() -> fd | -errno; close-on-exec, non-blocking. For cgroup v1's event_control.
Napi::Value event_fd(Info info) { return result(info, eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)); }

// One uv_poll handle. Lives until the loop has closed it, also when its environment (a worker) ends first.
struct Watcher {
  uv_poll_t poll;
  Napi::Env env;
  Napi::FunctionReference callback;
  napi_async_cleanup_hook_handle hook = nullptr;
  bool closing = false;

  explicit Watcher(Napi::Env owner) : env(owner) {}

  void close() {
    if (closing) return;
    closing = true;
    uv_poll_stop(&poll);
    uv_close(reinterpret_cast<uv_handle_t*>(&poll), [](uv_handle_t* handle) {
      auto* self = static_cast<Watcher*>(handle->data);
      if (self->hook != nullptr) napi_remove_async_cleanup_hook(self->hook);
      delete self;
    });
  }
};

void on_ready(uv_poll_t* poll, int status, int) {
  auto* self = static_cast<Watcher*>(poll->data);
  Napi::HandleScope scope(self->env);
  // MakeCallback, not Call: promises and nextTick queued by the callback run before the loop goes on.
  self->callback.MakeCallback(self->env.Global(), {Napi::Number::New(self->env, status)});
}

// watchReadable(fd, callback, ref) -> close() | -errno
Napi::Value watch_readable(Info info) {
  uv_loop_t* loop = nullptr;
  if (napi_get_uv_event_loop(info.Env(), &loop) != napi_ok) return Napi::Number::New(info.Env(), -EINVAL);
  auto* watcher = new Watcher(info.Env());
  int error = uv_poll_init(loop, &watcher->poll, integer(info, 0));
  if (error != 0) {
    delete watcher;
    return Napi::Number::New(info.Env(), error);
  }
  watcher->poll.data = watcher;
  watcher->callback = Napi::Persistent(info[1].As<Napi::Function>());
  watcher->callback.SuppressDestruct();
  napi_add_async_cleanup_hook(
      info.Env(), [](napi_async_cleanup_hook_handle, void* data) { static_cast<Watcher*>(data)->close(); }, watcher, &watcher->hook);
  if (!info[2].ToBoolean()) uv_unref(reinterpret_cast<uv_handle_t*>(&watcher->poll));
  uv_poll_start(&watcher->poll, UV_READABLE | UV_DISCONNECT, on_ready);

  // The function owns nothing: src/native/ calls it at most once, and never after the environment ended.
  return Napi::Function::New(info.Env(), [watcher](Info) {
    if (watcher->closing) return;
    watcher->callback.Reset();
    watcher->close();
  });
}

// seccompProbe(flags) -> -EFAULT when the kernel knows these filter flags, -EINVAL when not. Installs nothing: it looks at
// the flags first, and there is no program to read.
Napi::Value seccomp_probe(Info info) {
  constexpr int kSetModeFilter = 1;
  return result(info, syscall(SYS_seccomp, kSetModeFilter, static_cast<unsigned>(number(info, 0)), nullptr));
}

}  // namespace

void define_process(Napi::Env env, Napi::Object exports) {
  define(env, exports, "spawn", spawn);
  define(env, exports, "pidfdOpen", pidfd_open_);
  define(env, exports, "pidfdSendSignal", pidfd_send_signal_);
  define(env, exports, "pidfdWait", pidfd_wait);
  define(env, exports, "eventFd", event_fd);
  define(env, exports, "watchReadable", watch_readable);
  define(env, exports, "seccompProbe", seccomp_probe);
}

}  // namespace tsrun
