// Sockets in any network namespace: netlink with one synchronous exchange, and TCP for whoever connects there.

#include <linux/netlink.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <sys/socket.h>

#include "call.h"

namespace tsrun {
namespace {

constexpr size_t kReceiveBytes = 256 * 1024;
constexpr int kFirstAnswerMs = 5000;

struct Opening {
  int family;
  int type;
  int protocol;
  int netns;  // -1: ours
  int fd;
  int error;
};

// With a netns this runs on a thread of its own: the thread dies with the namespace it entered, so Node's own
// threads never leave theirs, whatever fails.
void* open_socket(void* argument) {
  auto* opening = static_cast<Opening*>(argument);
  if (opening->netns >= 0 && setns(opening->netns, CLONE_NEWNET) < 0) {
    opening->error = errno;
    return nullptr;
  }
  opening->fd = socket(opening->family, opening->type | SOCK_CLOEXEC, opening->protocol);
  if (opening->fd < 0) opening->error = errno;
  return nullptr;
}

// 0 or an errno
int open_in_namespace(Opening* opening) {
  if (opening->netns < 0) {
    open_socket(opening);
    return opening->error;
  }
  pthread_t thread;
  int error = pthread_create(&thread, nullptr, open_socket, opening);
  if (error != 0) return error;
  pthread_join(thread, nullptr);
  return opening->error;
}

Napi::Value tcp_open(Info info) {  // tcpOpen(isIpv6, netnsFd | -1) -> fd | -errno
  Opening opening = {integer(info, 0) ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0, integer(info, 1), -1, 0};
  int error = open_in_namespace(&opening);
  return Napi::Number::New(info.Env(), error != 0 ? -error : opening.fd);
}

Napi::Value netlink_open(Info info) {  // netlinkOpen(protocol, netnsFd | -1) -> fd | -errno
  Opening opening = {AF_NETLINK, SOCK_RAW, integer(info, 0), integer(info, 1), -1, 0};
  int error = open_in_namespace(&opening);
  if (error != 0) return Napi::Number::New(info.Env(), -error);
  int on = 1, size = 4 << 20;
  setsockopt(opening.fd, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof on);
  setsockopt(opening.fd, SOL_NETLINK, NETLINK_CAP_ACK, &on, sizeof on);
  // An nftables batch is one datagram and its acks come back in one burst.
  setsockopt(opening.fd, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof size);
  setsockopt(opening.fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size);
  return Napi::Number::New(info.Env(), opening.fd);
}

// Position of the request with this sequence number among those sent, or -1.
int index_of(const char* data, size_t length, uint32_t sequence) {
  int index = 0;
  for (size_t at = 0; at + sizeof(struct nlmsghdr) <= length; index++) {
    struct nlmsghdr header;
    memcpy(&header, data + at, sizeof header);
    if (header.nlmsg_seq == sequence) return index;
    if (header.nlmsg_len < sizeof header) break;
    at += NLMSG_ALIGN(header.nlmsg_len);
  }
  return -1;
}

// The kernel's own sentence (NLMSGERR_ATTR_MSG), if it gave one.
std::string extended_ack(const struct nlmsghdr* header) {
  if ((header->nlmsg_flags & NLM_F_ACK_TLVS) == 0) return "";
  const char* start = reinterpret_cast<const char*>(header);
  struct nlmsghdr echoed;
  memcpy(&echoed, start + NLMSG_HDRLEN + sizeof(int), sizeof echoed);
  size_t at = NLMSG_HDRLEN + sizeof(struct nlmsgerr);
  if ((header->nlmsg_flags & NLM_F_CAPPED) == 0) at += NLMSG_ALIGN(echoed.nlmsg_len) - sizeof echoed;
  while (at + NLA_HDRLEN <= header->nlmsg_len) {
    struct nlattr attribute;
    memcpy(&attribute, start + at, sizeof attribute);
    if (attribute.nla_len < NLA_HDRLEN || at + attribute.nla_len > header->nlmsg_len) break;
    if (attribute.nla_type == NLMSGERR_ATTR_MSG) {
      const char* text = start + at + NLA_HDRLEN;
      return std::string(text, strnlen(text, attribute.nla_len - NLA_HDRLEN));
    }
    at += NLA_ALIGN(attribute.nla_len);
  }
  return "";
}

// netlinkExchange(fd, Buffer) -> [errno or 0, index of the failing message or -1, replies, kernel's sentence]
// The kernel handles a request inside sendto, so every ack is queued when it returns, and a dump is continued by each
// recv: EAGAIN after the first answer means that all of it was read.
Napi::Value netlink_exchange(Info info) {
  int fd = integer(info, 0);
  auto request = info[1].As<Napi::Buffer<char>>();
  Napi::Array replies = Napi::Array::New(info.Env());
  uint32_t reply_count = 0;
  int error = 0, failed_at = -1;
  bool answered = false;
  std::string sentence;
  std::vector<char> buffer(kReceiveBytes);

  struct sockaddr_nl kernel;
  memset(&kernel, 0, sizeof kernel);
  kernel.nl_family = AF_NETLINK;
  // What an earlier, aborted exchange left in the queue is not an answer to this one.
  while (recv(fd, buffer.data(), buffer.size(), MSG_DONTWAIT) > 0) continue;
  if (sendto(fd, request.Data(), request.Length(), 0, reinterpret_cast<struct sockaddr*>(&kernel), sizeof kernel) < 0) error = errno;

  while (error == 0 || answered) {
    ssize_t length = recv(fd, buffer.data(), buffer.size(), MSG_DONTWAIT | MSG_TRUNC);
    if (length < 0 && errno == EINTR) continue;
    if (length < 0 && errno == EAGAIN) {
      if (answered) break;
      struct pollfd wait = {fd, POLLIN, 0};
      if (poll(&wait, 1, kFirstAnswerMs) > 0) continue;
      error = ETIMEDOUT;
      break;
    }
    if (length < 0 || static_cast<size_t>(length) > buffer.size()) {
      if (error == 0) error = length < 0 ? errno : EMSGSIZE;
      break;
    }
    answered = true;
    for (size_t at = 0; at + sizeof(struct nlmsghdr) <= static_cast<size_t>(length);) {
      auto* header = reinterpret_cast<struct nlmsghdr*>(buffer.data() + at);
      if (header->nlmsg_len < sizeof *header || at + header->nlmsg_len > static_cast<size_t>(length)) break;
      if ((header->nlmsg_flags & NLM_F_DUMP_INTR) != 0 && error == 0) error = EINTR;
      if (header->nlmsg_type == NLMSG_ERROR || header->nlmsg_type == NLMSG_DONE) {
        int code = 0;
        if (header->nlmsg_len >= NLMSG_LENGTH(sizeof code)) memcpy(&code, NLMSG_DATA(header), sizeof code);
        if (code < 0 && (error == 0 || failed_at < 0)) {
          error = -code;
          failed_at = index_of(request.Data(), request.Length(), header->nlmsg_seq);
          if (header->nlmsg_type == NLMSG_ERROR) sentence = extended_ack(header);
        }
      }
      replies.Set(reply_count++, Napi::Buffer<char>::Copy(info.Env(), buffer.data() + at, header->nlmsg_len));
      at += NLMSG_ALIGN(header->nlmsg_len);
    }
  }

  Napi::Array answer = Napi::Array::New(info.Env(), 4);
  answer.Set(0U, error);
  answer.Set(1U, failed_at);
  answer.Set(2U, replies);
  answer.Set(3U, sentence);
  return answer;
}

}  // namespace

void define_netlink(Napi::Env env, Napi::Object exports) {
  define(env, exports, "tcpOpen", tcp_open);
  define(env, exports, "netlinkOpen", netlink_open);
  define(env, exports, "netlinkExchange", netlink_exchange);
}

}  // namespace tsrun
