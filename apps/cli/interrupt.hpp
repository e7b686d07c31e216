#pragma once

namespace foretell::cli {
/// From now on SIGINT, SIGTERM and SIGHUP remove unfinished output files, say so in one line and
/// end the process with 128 + the signal's number; SIGPIPE and SIGXFSZ come back as errors of the
/// write.
void clean_up_when_interrupted();
}  // namespace foretell::cli
