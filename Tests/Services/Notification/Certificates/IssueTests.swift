import Events
import Foundation
import NotificationContract
import NotificationDomain
import TestSupport
import Testing

@testable import notification

@Suite struct IssueTests {
  @Test(
    "a certificate is issued whichever of its events comes last",
    arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
  func anyOrder(order: [Int]) async throws {
    try await Workshop.open { workshop in
      let learner = Learner()

      for event in order {
        #expect(try await workshop.count("certificates") == 0)
        switch event {
        case 0: try await workshop.hear(learner.created, aggregate: learner.account)
        case 1: try await workshop.hear(learner.published(), aggregate: learner.course)
        default: try await workshop.hear(learner.completed(), aggregate: UUID())
        }
      }
      try await workshop.renderAll()

      let record = try #require(try await workshop.certificate(of: learner))
      #expect(record.certificate.holder == "Amina Okonkwo")
      #expect(record.certificate.courseTitle == "Risk Management")
      #expect(record.certificate.language == .french)
      #expect(record.document?.digest == workshop.blobs().first?.lastPathComponent)
      #expect(CertificateSerial(record.certificate.serial) != nil)
    }
  }

  @Test("fifty completions at once, each told ten times, make one certificate, one PDF, one mail")
  func exactlyOnce() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      try await workshop.hear(learner.created, aggregate: learner.account)
      try await workshop.hear(learner.published(), aggregate: learner.course)

      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<50 {
          let id = UUID()
          group.addTask {
            for _ in 0..<10 {
              try await workshop.hear(learner.completed(), aggregate: learner.course, id: id)
            }
          }
        }
        for _ in 0..<4 { group.addTask { try await workshop.renderAll() } }
        try await group.waitForAll()
      }
      try await workshop.renderAll()

      #expect(try await workshop.count("certificates") == 1)
      #expect(try await workshop.count("mail") == 1)
      #expect(workshop.blobs().count == 1)
      let told = try await workshop.pool.outboxEvents(
        Clikc_Notification_V1_CertificateIssued.self)
      #expect(told.count == 1)
    }
  }

  @Test("the parts of a certificate coming at the same time never miss each other")
  func concurrentParts() async throws {
    try await Workshop.open { workshop in
      let learners = (0..<20).map { _ in Learner() }

      try await withThrowingTaskGroup(of: Void.self) { group in
        for learner in learners {
          group.addTask { try await workshop.hear(learner.completed(), aggregate: UUID()) }
          group.addTask { try await workshop.hear(learner.published(), aggregate: learner.course) }
          group.addTask { try await workshop.hear(learner.created, aggregate: learner.account) }
        }
        try await group.waitForAll()
      }

      #expect(try await workshop.count("certificates") == 20)
    }
  }

  @Test(
    "an end between PDF and commit changes nothing: the next try makes the same file",
    arguments: ["notification.certificate.stored", "notification.certificate.announced"])
  func interrupted(place: String) async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      try await workshop.hear(learner.created, aggregate: learner.account)
      try await workshop.hear(learner.published(), aggregate: learner.course)
      try await workshop.hear(learner.completed(), aggregate: learner.course)

      for _ in 0..<20 {
        await Failpoint.$planned.withValue([place: Failpoint.Fault(.error)]) {
          await #expect(throws: RenderingFailed.self) { try await workshop.service.render() }
        }
      }
      #expect(try await workshop.certificate(of: learner)?.document == nil)
      try await workshop.renderAll()

      #expect(workshop.blobs().count == 1)
      let record = try await workshop.certificate(of: learner)
      #expect(record?.document?.digest == workshop.blobs().first?.lastPathComponent)
      #expect(try await workshop.count("mail") == 1)
    }
  }

  @Test("a certificate keeps what was true: later names, titles and versions do not reach it")
  func frozen() async throws {
    try await Workshop.open { workshop in
      var learner = Learner()
      try await workshop.hear(learner.created, aggregate: learner.account)
      try await workshop.hear(learner.published(), aggregate: learner.course)
      try await workshop.hear(learner.completed(), aggregate: learner.course)
      try await workshop.renderAll()
      let before = try await workshop.certificate(of: learner)

      learner.name = "Somebody Else"
      try await workshop.hear(learner.created, aggregate: learner.account, version: 2)
      try await workshop.hear(
        learner.published(version: 2, title: "Another Title"), aggregate: learner.course, version: 2
      )
      try await workshop.hear(learner.completed(version: 2), aggregate: learner.course)
      try await workshop.renderAll()

      #expect(before?.document != nil)
      #expect(try await workshop.certificate(of: learner) == before)
      #expect(try await workshop.count("certificates") == 1)
    }
  }

  @Test("a course without a certificate earns none")
  func without() async throws {
    try await Workshop.open { workshop in
      let learner = Learner()
      try await workshop.hear(learner.created, aggregate: learner.account)
      try await workshop.hear(learner.published(certificate: false), aggregate: learner.course)
      try await workshop.hear(learner.completed(), aggregate: learner.course)

      #expect(try await workshop.count("certificates") == 0)
    }
  }

  @Test("the holder's own language, and the title in it, are fixed when the certificate is issued")
  func secondLanguage() async throws {
    try await Workshop.open { workshop in
      let (english, french, spanish) = (
        Learner(), Learner(language: "fr"), Learner(language: "es")
      )
      for learner in [english, french, spanish] {
        try await workshop.hear(learner.created, aggregate: learner.account)
        try await workshop.hear(
          learner.published(title: "Gestion des risques", code: "\(learner.course)-fr"),
          aggregate: learner.course)
      }
      let variant = Learner().published(
        title: "Risk Management", code: "\(english.course)-en", language: "en")
      try await workshop.hear(variant, aggregate: UUID())
      for learner in [english, french, spanish] {
        try await workshop.hear(learner.completed(), aggregate: learner.course)
      }
      try await workshop.hear(
        Learner(account: english.account, language: "pt").created, aggregate: english.account,
        version: 2)
      try await workshop.renderAll()

      let issued = try await workshop.certificate(of: english)?.certificate
      #expect(issued?.language == .french && issued?.courseTitle == "Gestion des risques")
      #expect(issued?.second?.language == .english)
      #expect(issued?.second?.courseTitle == "Risk Management")
      #expect(try await workshop.certificate(of: french)?.certificate.second == nil)
      let other = try await workshop.certificate(of: spanish)?.certificate.second
      #expect(other?.language == .spanish && other?.courseTitle == "Gestion des risques")
    }
  }
}
