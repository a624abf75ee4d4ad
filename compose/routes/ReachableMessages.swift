import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Follows the message fields of contracts.
enum ReachableMessages {
  /// The messages and every message they hold, in the order found; map entries and well-known types are left out.
  static func all(from roots: [Descriptor]) -> [Descriptor] {
    var found: [Descriptor] = []
    var seen: Set<String> = []
    var queue = roots[...]
    while let message = queue.popFirst() {
      guard message.wellKnownType == nil, seen.insert(message.fullName).inserted else { continue }
      if !message.options.mapEntry { found.append(message) }
      queue += message.fields.compactMap { $0.type == .message ? $0.messageType : nil }
    }
    return found
  }
}
