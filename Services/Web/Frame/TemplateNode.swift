/// Turns a model into dictionaries once, before it is drawn. The template engine would otherwise reflect
/// an object anew for every name it looks up, which costs more than all the rest of a page.
enum TemplateNode {
  /// What the engine sees of a value; nil for an optional without one.
  static func of(_ value: Any) -> Any? {
    switch value {
    case is String, is Bool, is Int, is Int64: return value
    default: break
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.flatMap { of($0.value) }
    case .collection: return mirror.children.compactMap { of($0.value) }
    case .struct: return fields(mirror)
    default: return String(describing: value)
    }
  }

  private static func fields(_ mirror: Mirror) -> [String: Any] {
    var fields: [String: Any] = [:]
    fields.reserveCapacity(mirror.children.count)
    for (label, value) in mirror.children {
      if let label, let node = of(value) { fields[label] = node }
    }
    return fields
  }
}
