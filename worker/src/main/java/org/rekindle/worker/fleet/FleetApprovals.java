// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import java.nio.file.Path;
import org.rekindle.activities.approval.ApprovalRule;
import org.rekindle.activities.approval.ApprovalRules;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.run.FailureCode;

/** Who may approve, as the fleet file says at the moment of asking: a key that was taken out counts no more, without a restart. */
final class FleetApprovals implements ApprovalRules {

    private final Path file;

    FleetApprovals(Path file) {
        this.file = file;
    }

    @Override
    public ApprovalRule of(String cluster) {
        FleetFile now = read();
        ClusterProfile profile = now.profiles().get(cluster);
        if (profile == null) {
            throw Failures.of(FailureCode.UNKNOWN_CLUSTER, now.unknown(cluster));
        }
        return new ApprovalRule(profile.policy().approval(), now.signers(), now.meant(profile));
    }

    private FleetFile read() {
        try {
            return FleetReader.readForApprovals(file);
        } catch (FaultyFile faulty) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "The fleet file has faults, so it is not known who may approve: "
                            + faulty.faults().get(0) + ". `./rekindle fleet validate` shows all of them.");
        }
    }
}
