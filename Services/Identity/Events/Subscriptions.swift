internal import Events

/// All that Identity hears.
enum Subscriptions {
  static func register(_ events: inout EventSubscriptions) {
    CatalogueSubscriptions.register(&events)
    NotificationSubscriptions.register(&events)
  }
}
