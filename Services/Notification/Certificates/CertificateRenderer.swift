package import Logging
import NotificationDomain
package import ServiceLifecycle

/// Renders certificates as they are issued, until the service stops.
package struct CertificateRenderer: Service {
  private let render: RenderCertificate
  private let certificates: CertificateStore
  private let idleTime: Duration
  private let logger: Logger

  package init(
    render: RenderCertificate, certificates: CertificateStore,
    idleTime: Duration = .milliseconds(250), logger: Logger
  ) {
    self.render = render
    self.certificates = certificates
    self.idleTime = idleTime
    self.logger = logger
  }

  package func run() async throws {
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      do {
        if try await self.render() {
          self.logger.info("certificate rendered")
          continue
        }
      } catch let failure as RenderingFailed {
        await self.postpone(failure)
      } catch {
        self.logger.error("looking for certificates failed", metadata: ["error": "\(error)"])
      }
      await idle(for: self.idleTime)
    }
  }

  /// Others have their turn while this one waits half a minute.
  private func postpone(_ failure: RenderingFailed) async {
    self.logger.error(
      "rendering a certificate failed",
      metadata: [
        "certificate.id": "\(failure.certificateID)", "error": "\(failure.cause)",
      ])
    do { try await self.certificates.postpone(failure.certificateID, seconds: 30) } catch {
      self.logger.error("postponing a certificate failed", metadata: ["error": "\(error)"])
    }
  }
}
