// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.teardown;

import org.rekindle.workflows.model.approval.Approval;
import org.rekindle.workflows.run.RunResult;

/** What came of asking for an approval. */
public sealed interface ApprovalAnswer {

    /** The plan is approved. */
    record Approved(Approval approval) implements ApprovalAnswer {}

    /** Not enough approvers answered in time. The plan is too old and must be made again. */
    record TooLate() implements ApprovalAnswer {}

    /** An approver rejected the plan. */
    record Rejected(RunResult result) implements ApprovalAnswer {}
}
