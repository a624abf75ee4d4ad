import Hummingbird
import Synchronization

/// Which paths are pages: those that answer GET.
final class PageAddresses: Sendable {
  /// A route's segments; nil stands for any.
  private let routes = Mutex<[[String?]]>([])

  /// Learns the routes of a router that is complete. Those with more than one segment behind a wildcard are no pages.
  func learn(_ described: [(path: String, isGet: Bool)]) {
    let known = described.filter { $0.isGet && !$0.path.contains("**") }.map { route in
      Self.segments(route.path).map { Self.isParameter($0) ? nil : $0 }
    }
    routes.withLock { $0 = known }
  }

  /// Whether a path, without its query, is a page.
  func contains(_ path: String) -> Bool {
    let segments = Self.segments(path)
    return routes.withLock { routes in
      routes.contains { route in
        route.count == segments.count && zip(route, segments).allSatisfy { $0 == nil || $0 == $1 }
      }
    }
  }

  private static func segments(_ path: String) -> [String] {
    path.split(separator: "/").map(String.init)
  }

  private static func isParameter(_ segment: String) -> Bool {
    segment.hasPrefix(":") || segment.hasPrefix("{") || segment == "*"
  }
}

extension PageAddresses {
  /// The same of a router's own list.
  func learn(_ router: Router<WebContext>) {
    learn(router.routes.map { ($0.path.description, $0.method == .get) })
  }
}
