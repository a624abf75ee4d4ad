import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Writes the gateway's collection of stubs: one for each service it calls over the queue.
struct CalleesWriter {
  let files: [FileDescriptor]
  let contracts: [String]
  private let names = SwiftNames()

  init(files: [FileDescriptor], contracts: [String]) {
    self.files = files
    self.contracts = contracts
  }

  /// The file.
  var text: String {
    generatedHeader(
      "The stubs of the services the gateway calls, one client for each service on the queue.",
      imports: self.contracts + ["GRPCCore"]) + self.body
  }

  /// Services with at least one method the gateway may reach; its own are not called over the queue.
  private var services: [ServiceDescriptor] {
    self.files.filter { Contracts.area(of: $0) != "gateway" }.flatMap(\.services).filter {
      $0.methods.contains { HTTPAnnotation.rule(in: $0.options) != nil }
    }
  }

  private var body: String {
    let areas = self.services.map { Contracts.area(of: $0.file) }.uniqued
    let stubs = self.services.map {
      "  let \(self.property($0)): any \(self.names.service($0)).ClientProtocol"
    }
    let parameters = areas.map { "    \($0): GRPCClient<some ClientTransport>" }
    let assignments = self.services.map {
      "    self.\(self.property($0)) = \(self.names.service($0)).Client(wrapping: \(Contracts.area(of: $0.file)))"
    }
    return """

      /// The services behind the gateway.
      struct Callees: Sendable {
        /// Their names on the queue.
        static let names = [\(areas.map(literal).joined(separator: ", "))]

      \(stubs.joined(separator: "\n"))

        init(
      \(parameters.joined(separator: ",\n"))
        ) {
      \(assignments.joined(separator: "\n"))
        }
      }

      """
  }

  private func property(_ service: ServiceDescriptor) -> String { service.propertyName }
}

extension ServiceDescriptor {
  /// `sessions` of `clikc.identity.v1.Sessions`.
  var propertyName: String { self.name.prefix(1).lowercased() + self.name.dropFirst() }
}

extension Array where Element: Hashable {
  /// The elements without repetitions, in order.
  var uniqued: [Element] {
    var seen: Set<Element> = []
    return self.filter { seen.insert($0).inserted }
  }
}
