// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import java.time.Duration;
import java.util.List;
import org.rekindle.workflows.model.policy.ApprovalPolicy;
import org.rekindle.workflows.teardown.ApprovalProof;
import org.rekindle.workflows.teardown.ApprovalProof.CheckedSignature;
import org.rekindle.workflows.teardown.MeantCluster;

/** What an activity may know of an approval by itself. */
public final class Proofs {

    /** The run that asks. */
    public static final String RUN = "0f1e2d3c";

    /** The one cluster of the samples. */
    public static final MeantCluster MEANT =
            new MeantCluster(Samples.inCloud(Samples.CLUSTER).cloud(), List.of(Sightings.IDENTITY.name()));

    private Proofs() {}

    /** Of a fleet file without keys. */
    public static ApprovalProof names() {
        return new ApprovalProof(policy(1, false), MEANT, RUN, null, List.of());
    }

    /** Of a fleet file that approves by itself. */
    public static ApprovalProof preApproved() {
        return new ApprovalProof(
                new ApprovalPolicy(true, List.of(), Duration.ofHours(4), 1, false, null), MEANT, RUN, null, List.of());
    }

    /** Of a fleet file with keys. */
    public static ApprovalProof signed(int needed, CheckedSignature... signatures) {
        return new ApprovalProof(policy(needed, true), MEANT, RUN, null, List.of(signatures));
    }

    private static ApprovalPolicy policy(int needed, boolean signed) {
        return new ApprovalPolicy(false, List.of(), Duration.ofHours(4), needed, signed, null);
    }
}
