import HTTPContract
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// One method of a contract as it appears over HTTP.
struct Route {
  /// The method in the contract.
  let method: MethodDescriptor
  /// GET, PUT, POST, DELETE or PATCH.
  let verb: String
  /// The path.
  let template: PathTemplate
  /// Whether the fields that are not in the path travel in the body; else they are query parameters.
  let hasBody: Bool
  /// Who may call it.
  let access: Clikc_Http_V1_Access
  /// The largest accepted body.
  let maximumBodyBytes: Int

  /// `clikc.identity.v1.Sessions/SignIn`.
  var name: String { "\(self.method.service.fullName)/\(self.method.name)" }

  /// `signIn`, as the stubs name the method.
  var swiftName: String { self.method.name.prefix(1).lowercased() + self.method.name.dropFirst() }

  /// Repeating the call leaves the same state: declared in the contract.
  var isIdempotent: Bool { self.method.options.idempotencyLevel != .idempotencyUnknown }

  /// The request's top fields that are not bound by the path: query parameters when there is no body.
  var unboundFields: [FieldDescriptor] {
    let bound = Set(self.template.fields.compactMap { $0.count == 1 ? $0[0] : nil })
    return self.method.inputType.fields.filter { !bound.contains($0.name) }
  }

  /// What the contract says about the method, in one line of text per paragraph.
  var comment: String { self.method.proseComment }
}

extension ProvidesSourceCodeLocation {
  /// The leading comment in the contract as prose: lines joined, paragraphs kept.
  var proseComment: String {
    self.protoSourceComments(commentPrefix: "")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " } }
      .split(separator: "")
      .map { $0.joined(separator: " ") }
      .joined(separator: "\n\n")
  }
}
