#include <algorithm>
#include <string>

#include "cli/exit_code.h"
#include "cli/session.h"
#include "cli/standard_input.h"
#include "ksearch/searcher.h"
#include "server/mcp_session.h"

namespace ksearch::cli {
namespace {

// No client sends more; what goes on is read away, so that the next line is understood.
constexpr std::size_t kMaxMessageBytes = std::size_t{1} << 20U;
constexpr std::size_t kBlockBytes = std::size_t{64} << 10U;

/// Lines of standard input without their line feeds, cut at one byte above the limit.
class MessageLines {
 public:
  bool next(std::string& line) {
    line.clear();
    while (true) {
      const std::size_t end = pending_.find('\n', at_);
      append(line, end == std::string::npos ? pending_.size() : end);
      if (end != std::string::npos) {
        at_ = end + 1;
        return true;
      }
      pending_.clear();
      at_ = 0;
      if (!input_.read(pending_, kBlockBytes)) return !line.empty();
    }
  }

 private:
  void append(std::string& line, std::size_t end) {
    const std::size_t room = kMaxMessageBytes + 1 - line.size();
    line.append(pending_, at_, std::min(room, end - at_));
  }

  StandardInput input_;
  std::string pending_;
  std::size_t at_ = 0;
};

}  // namespace

int run_mcp(Session& session) {
  Searcher searcher(index_directory(session));
  McpSession conversation(searcher);
  MessageLines messages;
  std::string message;
  while (messages.next(message)) {
    if (message.find_first_not_of(" \t\r") == std::string::npos) continue;
    session.out.write(message.size() > kMaxMessageBytes
                          ? McpSession::refuse("a message has at most 1 MiB")
                          : conversation.answer(message));
    session.out.flush();
  }
  return kDone;
}

}  // namespace ksearch::cli
