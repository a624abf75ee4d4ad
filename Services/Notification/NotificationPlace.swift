package import Events

/// Where this service can be made to fail, besides the places every service has.
package enum NotificationPlace: String, FailpointPlace {
  /// The PDF is stored, nothing in the database says so.
  case certificateStored = "notification.certificate.stored"
  /// Row, mail and event are written, nothing is committed.
  case certificateAnnounced = "notification.certificate.announced"
  /// A mail is leased, nothing was sent.
  case mailLeased = "notification.mail.leased"
  /// The relay answered, nothing in the database says so.
  case mailAnswered = "notification.mail.answered"
}
