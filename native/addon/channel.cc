// Datagrams with descriptors over unix sockets (SOCK_SEQPACKET): one message in, one message out, never half of one.

#include <cstddef>
#include <sys/socket.h>
#include <sys/un.h>

#include "call.h"

namespace tsrun {
namespace {

constexpr size_t kMaxDescriptors = 64;

// socketPair() -> [a, b] | -errno
Napi::Value socket_pair(Info info) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0) return result(info, -1);
  Napi::Array answer = Napi::Array::New(info.Env(), 2);
  answer.Set(0U, pair[0]);
  answer.Set(1U, pair[1]);
  return answer;
}

// makePipe() -> [read, write] | -errno
Napi::Value make_pipe(Info info) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0) return result(info, -1);
  Napi::Array answer = Napi::Array::New(info.Env(), 2);
  answer.Set(0U, ends[0]);
  answer.Set(1U, ends[1]);
  return answer;
}

// A path, or a name of the abstract namespace written with "@" (unix(7)). The length is 0 when it does not fit.
socklen_t unix_address(const std::string& path, struct sockaddr_un* address) {
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof address->sun_path) return 0;
  memcpy(address->sun_path, path.data(), path.size());
  size_t length = offsetof(struct sockaddr_un, sun_path) + path.size();
  if (path[0] == '@') address->sun_path[0] = '\0';
  else length++;
  return static_cast<socklen_t>(length);
}

template <typename Use>
Napi::Value with_socket(Info info, int type, Use use) {
  struct sockaddr_un address;
  socklen_t length = unix_address(bytes(info, 0), &address);
  if (length == 0) return Napi::Number::New(info.Env(), -ENAMETOOLONG);
  int fd = socket(AF_UNIX, type | SOCK_CLOEXEC, 0);
  if (fd < 0) return result(info, -1);
  if (use(fd, reinterpret_cast<struct sockaddr*>(&address), length) == 0) return result(info, fd);
  int error = errno;
  close(fd);
  return Napi::Number::New(info.Env(), -error);
}

Napi::Value connect_seqpacket(Info info) { return with_socket(info, SOCK_SEQPACKET, connect); }
Napi::Value connect_stream(Info info) { return with_socket(info, SOCK_STREAM, connect); }
Napi::Value connect_datagram(Info info) { return with_socket(info, SOCK_DGRAM, connect); }
Napi::Value bind_datagram(Info info) { return with_socket(info, SOCK_DGRAM, bind); }

union Control {
  struct cmsghdr align;
  char bytes[CMSG_SPACE(sizeof(int) * kMaxDescriptors)];
};

// sendMessage(fd, Buffer, fds) -> bytes | -errno
Napi::Value send_message(Info info) {
  auto buffer = info[1].As<Napi::Buffer<char>>();
  auto descriptors = integers(info[2]);
  if (descriptors.size() > kMaxDescriptors) return Napi::Number::New(info.Env(), -EINVAL);
  struct iovec part = {buffer.Data(), buffer.Length()};
  struct msghdr message;
  memset(&message, 0, sizeof message);
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  Control control;
  memset(&control, 0, sizeof control);
  if (!descriptors.empty()) {
    size_t length = sizeof(int) * descriptors.size();
    message.msg_control = control.bytes;
    message.msg_controllen = CMSG_SPACE(length);
    struct cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(length);
    memcpy(CMSG_DATA(header), descriptors.data(), length);
  }
  return result(info, sendmsg(integer(info, 0), &message, MSG_NOSIGNAL | MSG_DONTWAIT));
}

// receiveMessage(fd, maxBytes) -> [Buffer, fds, truncated] | -errno. An empty Buffer is the end of the stream.
Napi::Value receive_message(Info info) {
  auto buffer = Napi::Buffer<char>::New(info.Env(), static_cast<size_t>(number(info, 1)));
  struct iovec part = {buffer.Data(), buffer.Length()};
  Control control;
  struct msghdr message;
  memset(&message, 0, sizeof message);
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.bytes;
  message.msg_controllen = sizeof control.bytes;
  ssize_t length = recvmsg(integer(info, 0), &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (length < 0) return result(info, -1);

  Napi::Array descriptors = Napi::Array::New(info.Env());
  uint32_t count = 0;
  for (struct cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    size_t bytes_of_fds = header->cmsg_len - CMSG_LEN(0);
    for (size_t at = 0; at + sizeof(int) <= bytes_of_fds; at += sizeof(int)) {
      int fd;
      memcpy(&fd, CMSG_DATA(header) + at, sizeof fd);
      descriptors.Set(count++, fd);
    }
  }
  Napi::Array answer = Napi::Array::New(info.Env(), 4);
  answer.Set(0U, buffer);
  answer.Set(1U, descriptors);
  answer.Set(2U, (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0);
  answer.Set(3U, static_cast<double>(length));
  return answer;
}

}  // namespace

void define_channel(Napi::Env env, Napi::Object exports) {
  define(env, exports, "socketPair", socket_pair);
  define(env, exports, "makePipe", make_pipe);
  define(env, exports, "connectSeqpacket", connect_seqpacket);
  define(env, exports, "connectStream", connect_stream);
  define(env, exports, "connectDatagram", connect_datagram);
  define(env, exports, "bindDatagram", bind_datagram);
  define(env, exports, "sendMessage", send_message);
  define(env, exports, "receiveMessage", receive_message);
}

}  // namespace tsrun
