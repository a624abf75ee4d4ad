public import Failpoints

/// Where this module can be made to fail; docs/events.md says what must hold at each.
public enum EventPlace: String, FailpointPlace {
  /// An event is about to be written to the outbox.
  case outboxBeforeInsert = "outbox.beforeInsert"
  /// It is written; the transaction is open.
  case outboxAfterInsert = "outbox.afterInsert"
  /// The relay leads and is about to look for events.
  case relayBeforeRead = "relay.beforeRead"
  /// Rows are read, nothing is sent.
  case relayBeforePublish = "relay.beforePublish"
  /// The broker confirmed, nothing is marked.
  case relayAfterPublish = "relay.afterPublish"
  /// Marked.
  case relayAfterMark = "relay.afterMark"
  /// An event that no queue took is about to be set aside.
  case relayBeforeSetAside = "relay.beforeSetAside"
  /// Set aside.
  case relayAfterSetAside = "relay.afterSetAside"
  /// A delivery is in hand, nothing is begun.
  case subscriberReceived = "subscriber.received"
  /// Its row is in the inbox, its handlers have not run.
  case subscriberAfterInbox = "subscriber.afterInbox"
  /// Handlers have run, nothing is committed.
  case subscriberBeforeCommit = "subscriber.beforeCommit"
  /// Committed, not acknowledged.
  case subscriberAfterCommit = "subscriber.afterCommit"
  /// Acknowledged.
  case subscriberAfterAck = "subscriber.afterAck"
  /// About to be stored in a retry queue.
  case subscriberBeforeRest = "subscriber.beforeRest"
  /// Stored in a retry queue, not acknowledged.
  case subscriberAfterRest = "subscriber.afterRest"
  /// About to be stored in the dead letters.
  case subscriberBeforeBury = "subscriber.beforeBury"
  /// Stored there, not acknowledged.
  case subscriberAfterBury = "subscriber.afterBury"
  /// A dead letter was sent to its queue again, and is a dead letter still.
  case operatorAfterReplay = "operator.afterReplay"
}
