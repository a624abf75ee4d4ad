package import Foundation

/// What may be done to a certificate after its issue.
package enum CertificateRules {
  /// Whether it may be proposed to take it back: only a current one, and one proposal at a time.
  package static func checkProposal(
    _ life: CertificateLife, proposalWaits: Bool
  ) throws(CertificateFault) {
    guard life.revokedAt == nil else { throw .revoked }
    guard life.supersededAt == nil else { throw .superseded }
    guard !proposalWaits else { throw .proposalWaits }
  }

  /// Whether it may be issued anew, for a holder who is called `currentName`: not once it was taken back or while
  /// that is proposed, nor without a reason to.
  package static func checkReissue(
    _ certificate: Certificate, _ life: CertificateLife, proposalWaits: Bool, currentName: String
  ) throws(CertificateFault) {
    guard life.revokedAt == nil else { throw .revoked }
    guard life.supersededAt == nil else { throw .superseded }
    guard !proposalWaits else { throw .proposalWaits }
    guard !certificate.holder.isEmpty else { throw .holderErased }
    guard certificate.holder != currentName else { throw .nameUnchanged }
  }

  /// The last day of a certificate of a course that was completed at `completedAt`, valid for so many months; nil
  /// without end.
  package static func lastDay(completedAt: Date, months: Int) -> CalendarDay? {
    months > 0 ? CalendarDay(completedAt).adding(months: months) : nil
  }
}
