import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Writes, beside the stubs of each contract, which of its methods may run twice: those whose
/// `idempotency_level` in the .proto file says so.
struct IdempotencyWriter {
  let files: [FileDescriptor]

  /// The files by name; one for each contract with services on the queue.
  var outputs: [(name: String, text: String)] {
    self.files.filter { !$0.services.isEmpty && Contracts.area(of: $0) != "gateway" }
      .map { file in
        let area = Contracts.area(of: file).capitalized
        return ("Shared/Contracts/\(area)/\(area)Idempotency.swift", self.text(area, file))
      }
  }

  private func text(_ area: String, _ file: FileDescriptor) -> String {
    let methods = file.services.flatMap(\.methods).filter {
      $0.options.idempotencyLevel != .idempotencyUnknown
    }
    let names = methods.map { method in
      "    " + literal("\(method.service.fullName)/\(method.name)") + ","
    }
    return generatedHeader("What may be called twice.", imports: []) + """

      /// The methods of \(file.package) whose `idempotency_level` says that they may run twice.
      public enum \(area)Idempotency {
        /// As `package.Service/Method`.
        public static let methods: Set<String> = [
      \(names.joined(separator: "\n"))
        ]
      }

      """
  }
}
