import Foundation
import IdentityContract
import SwiftProtobuf
import Testing

@testable import gateway

@Suite("Sessions a gateway knows")
struct SessionCacheTests {
  private let start = ContinuousClock.now
  private let date = Date()

  private func session() throws -> Session {
    try Session(
      Clikc_Identity_V1_ResolveSessionResponse(
        serializedBytes: TestSession.resolved(
          Clikc_Identity_V1_ResolveSessionRequest.with { $0.token = "open" }.serializedBytes())))
  }

  /// A cache that knows sessions by these keys since ``start``.
  private func cache(_ keys: [UInt8], capacity: Int = 50_000) throws -> SessionCache {
    let cache = SessionCache(capacity: capacity)
    for key in keys {
      cache.store(try self.session(), key: [key], since: cache.generation, now: start, date: date)
    }
    return cache
  }

  @Test("a session resolved before a revocation is not kept after it")
  func race() throws {
    let cache = SessionCache()
    let before = cache.generation
    cache.revoke(accountID: "another", sessionIDs: [])
    cache.store(try session(), key: [1], since: before, now: start)
    let missed = cache.session([1], now: start)
    cache.store(try session(), key: [1], since: cache.generation, now: start)

    #expect(missed == nil)
    #expect(cache.session([1], now: start) != nil)
  }

  @Test("S14: a statement is taken until ten seconds before its end, and for a minute at most")
  func end() throws {
    let cache = try cache([1])
    let last = try session().expires - SessionCache.reserve

    #expect(cache.session([1], now: start, date: last - 1) != nil)
    #expect(cache.session([1], now: start, date: last + 1) == nil)
    #expect(cache.session([1], now: start + .seconds(60), date: date) == nil)
  }

  @Test(
    "sessions in use are due once when their statements are old, with the time of their last use")
  func due() throws {
    let cache = try cache([1, 2, 3])
    _ = cache.session([2], now: start, date: date + 5)
    let early = cache.takeDue(atMost: 10, now: start + .seconds(14), date: date)
    let some = cache.takeDue(atMost: 2, now: start + .seconds(15), date: date)
    let rest = cache.takeDue(atMost: 2, now: start + .seconds(15), date: date)

    #expect(early.isEmpty)
    #expect(some.map(\.key) == [[1], [2]] && some.map(\.used) == [date, date + 5])
    #expect(rest.map(\.key) == [[3]])
    #expect(cache.takeDue(atMost: 2, now: start + .seconds(15), date: date).isEmpty)
    #expect(cache.nextDue == nil)
  }

  @Test("a session that nobody used for five minutes is forgotten when it is due")
  func unused() throws {
    let cache = try cache([1])
    let due = cache.takeDue(atMost: 1, now: start + .seconds(15), date: date + 301)

    #expect(due.isEmpty)
    #expect(cache.session([1], now: start, date: date) == nil)
  }

  @Test("a renewed session keeps its last use and is due again")
  func renewed() throws {
    let cache = try cache([1])
    let old = try #require(cache.takeDue(atMost: 1, now: start + .seconds(15), date: date).first)
    cache.renew(old, try session(), now: start + .seconds(16))
    let again = cache.takeDue(atMost: 1, now: start + .seconds(31), date: date)

    #expect(again.map(\.used) == [date])
    #expect(again.first?.serial != old.serial)
  }

  @Test(
    "what was asked before a revocation, a new resolution or the session's end is not taken after it"
  )
  func late() throws {
    let cache = try cache([1, 2, 3])
    let due = cache.takeDue(atMost: 3, now: start + .seconds(15), date: date)
    cache.drop([1])
    cache.store(try session(), key: [2], since: cache.generation, now: start + .seconds(15))
    cache.drop(due[2])
    for old in due { cache.renew(old, try session(), now: start + .seconds(16)) }

    let later = cache.takeDue(atMost: 3, now: start + .seconds(31), date: date)
    #expect(later.map(\.key) == [[2]])
    #expect(cache.session([1], now: start) == nil && cache.session([3], now: start) == nil)
  }

  @Test("while Identity is away sessions are taken until their statements end, and asked for again")
  func postponed() throws {
    let cache = try cache([1, 2])
    let due = cache.takeDue(atMost: 2, now: start + .seconds(15), date: date)
    cache.postpone(due, until: start + .seconds(16), now: start + .seconds(15), date: date)
    let early = cache.takeDue(atMost: 2, now: start + .seconds(15), date: date)
    let again = cache.takeDue(atMost: 2, now: start + .seconds(16), date: date)
    cache.postpone(again, until: start + .seconds(17), now: start + .seconds(60), date: date)

    #expect(early.isEmpty)
    #expect(again == due)
    #expect(cache.nextDue == nil)
  }

  @Test("of more sessions than it may know it forgets the one stated longest ago")
  func full() throws {
    let cache = try cache([1, 2, 3], capacity: 2)
    let known = [1, 2, 3].map { cache.session([$0], now: start) != nil }

    #expect(known == [false, true, true])
  }

  @Test("what is forgotten is not due")
  func cleared() throws {
    let cache = try cache([1, 2])
    cache.revoke(accountID: TestSession.accountID, sessionIDs: [])
    #expect(cache.takeDue(atMost: 2, now: start + .seconds(15), date: date).isEmpty)
    cache.clear()
    #expect(cache.nextDue == nil)
  }
}
