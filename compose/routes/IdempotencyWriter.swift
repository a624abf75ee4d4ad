import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Writes, beside the stubs of each contract, which of its methods may run twice: those whose
/// `idempotency_level` in the .proto file says so.
struct IdempotencyWriter {
  let files: [FileDescriptor]

  /// The files by name; one for each contract with services on the queue, however many .proto files it
  /// has.
  var outputs: [(name: String, text: String)] {
    let serving = self.files.filter {
      !$0.services.isEmpty && Contracts.area(of: $0) != "gateway"
    }
    return serving.map { Contracts.area(of: $0) }.uniqued.map { area in
      let name = area.capitalized
      let files = serving.filter { Contracts.area(of: $0) == area }
      return ("Shared/Contracts/\(name)/\(name)Idempotency.swift", self.text(name, files))
    }
  }

  private func text(_ area: String, _ files: [FileDescriptor]) -> String {
    let methods = files.flatMap(\.services).flatMap(\.methods).filter {
      $0.options.idempotencyLevel != .idempotencyUnknown
    }
    let names = methods.map { method in
      "    " + literal("\(method.service.fullName)/\(method.name)") + ","
    }
    return generatedHeader("What may be called twice.", imports: []) + """

      /// The methods of \(files[0].package) whose `idempotency_level` says that they may run twice.
      public enum \(area)Idempotency {
        /// As `package.Service/Method`.
        public static let methods: Set<String> = [
      \(names.joined(separator: "\n"))
        ]
      }

      """
  }
}
