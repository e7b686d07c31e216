#pragma once
#include "foretell/tasks/generation/sequence_model.hpp"

namespace foretell {
/// A sequence model as an ONNX file, checked against ONNX Runtime by a test.
///   Inputs   text: tokens [steps, batch] int64; music: frames [steps, batch, keys] float; both:
///            lengths [batch] int32. Steps, batch and lengths are free. May be left out, and are
///            zero then: rnn.l<k>.first_h and, of an LSTM, rnn.l<k>.first_c [1, batch, hidden]
///   Outputs  logits [steps, batch, width]; rnn.l<k>.last_h and, of an LSTM, rnn.l<k>.last_c
///            [1, batch, hidden]
///   Errors   kUnsupported (cells and options that ONNX has no operator for)
[[nodiscard]] Result<std::string> onnx_bytes(const SequenceModel& model);
}  // namespace foretell
