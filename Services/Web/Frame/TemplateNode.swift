import Mustache

/// A model as the template engine sees it: its fields by name, taken once before it is drawn. The engine
/// would otherwise reflect an object anew for every name it looks up; and it asks each value in turn for
/// half a dozen protocols, which is cheap only for types that answer to the first or second.
final class TemplateNode: MustacheParent, Sendable {
  private let fields: [String: any Sendable]

  private init(_ fields: [String: any Sendable]) { self.fields = fields }

  func child(named name: String) -> Any? { fields[name] }

  /// The names of the fields that have a value.
  var names: Set<String> { Set(fields.keys) }

  /// Parts under their names; those that are nil are left out.
  convenience init(_ parts: [String: (any Sendable)?]) { self.init(parts.compactMapValues { $0 }) }

  /// What the engine sees of a value: a node for a structure, a list for a collection, a text, or a
  /// Boolean; nil for an optional without one.
  static func of(_ value: Any) -> (any Sendable)? {
    switch value {
    case let text as String: return TemplateText(text)
    case let flag as Bool: return flag
    case let number as Int: return TemplateText("\(number)")
    case let number as Int64: return TemplateText("\(number)")
    case let node as TemplateNode: return node
    case let model as any TemplateModel:
      return TemplateNode(model.fields.compactMapValues { $0.flatMap(of) })
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.flatMap { of($0.value) }
    case .collection: return mirror.children.compactMap { of($0.value) }
    case .struct: return TemplateNode(fields(mirror))
    default: return TemplateText(String(describing: value))
    }
  }

  private static func fields(_ mirror: Mirror) -> [String: any Sendable] {
    var fields: [String: any Sendable] = [:]
    fields.reserveCapacity(mirror.children.count)
    for (label, value) in mirror.children {
      if let label, let node = of(value) { fields[label] = node }
    }
    return fields
  }
}

/// A model that names its fields itself: reflection takes ten times as long, which counts where many of a kind stand
/// on a page.
protocol TemplateModel {
  /// Every stored property under its name; nil for one without a value.
  var fields: [String: Any?] { get }
}

/// A text among the fields; a section over it looks for names in what is around.
struct TemplateText: MustacheCustomRenderable, MustacheParent, Equatable, Sendable {
  let renderText: String
  /// A text is there, though it may be empty.
  let isNull = false

  init(_ text: String) { renderText = text }

  func child(named name: String) -> Any? { nil }
}
