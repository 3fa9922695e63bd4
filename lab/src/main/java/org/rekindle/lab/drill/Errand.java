// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.drill;

import java.time.Duration;
import java.util.List;
import org.rekindle.lab.cloud.World;
import org.rekindle.worker.fleet.CompatibilityTable;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.ApprovalPolicy;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.CompatibilityRow;
import org.rekindle.workflows.model.Deadlines;
import org.rekindle.workflows.model.Outcome;
import org.rekindle.workflows.model.Policy;
import org.rekindle.workflows.model.TemplatePolicy;
import org.rekindle.workflows.model.UpgradePolicy;
import org.rekindle.workflows.model.Verification;

/** What a run is sent out for: the state of the cluster, the policy, who answers at the gate, and how it must end. */
enum Errand {
    /** Expired: delete, after an approval, and create. */
    REBUILD(
            Certificates.EXPIRED,
            UpgradePolicy.NEVER,
            List.of(DrillWorld.NEWEST),
            Answer.APPROVE,
            Outcome.REBUILT_NOT_PROVEN),

    /** The same, and the first template never comes up: create, delete, create. */
    LADDER(
            Certificates.EXPIRED,
            UpgradePolicy.NEVER,
            List.of(DrillWorld.DOOMED, DrillWorld.NEWEST),
            Answer.APPROVE,
            Outcome.REBUILT_NOT_PROVEN),

    /** Soon to expire: a recovery that comes to an upgrade. */
    RENEW(
            Certificates.EXPIRING,
            UpgradePolicy.WHEN_VIABLE,
            List.of(DrillWorld.NEXT),
            Answer.NONE,
            Outcome.RENEWED_NOT_PROVEN),

    /** Soon to expire: the preventive workflow. */
    ROTATE(
            Certificates.EXPIRING,
            UpgradePolicy.WHEN_VIABLE,
            List.of(DrillWorld.NEXT),
            Answer.NONE,
            Outcome.RENEWED_NOT_PROVEN),

    /** Expired, and upgraded all the same: the upgrade hangs, then delete and create. */
    HANGING_UPGRADE(
            Certificates.EXPIRED,
            UpgradePolicy.ALWAYS,
            List.of(DrillWorld.NEXT, DrillWorld.NEWEST),
            Answer.APPROVE,
            Outcome.REBUILT_NOT_PROVEN),

    /** Expired, and upgraded over a minor version: Magnum fails the upgrade, then delete and create. */
    REFUSED_UPGRADE(
            Certificates.EXPIRED,
            UpgradePolicy.ALWAYS,
            List.of(DrillWorld.NEWEST),
            Answer.APPROVE,
            Outcome.REBUILT_NOT_PROVEN),

    /** Expired, and somebody says no. */
    REJECTED(Certificates.EXPIRED, UpgradePolicy.NEVER, List.of(DrillWorld.NEWEST), Answer.REJECT, Outcome.REJECTED),

    /** Expired, and nobody looks at the plan before it is too old; the next one is approved. */
    APPROVED_LATE(
            Certificates.EXPIRED,
            UpgradePolicy.NEVER,
            List.of(DrillWorld.NEWEST),
            Answer.APPROVE_LATE,
            Outcome.REBUILT_NOT_PROVEN);

    /** How the certificates of the cluster are, which last for a year from its making. */
    private enum Certificates {
        EXPIRED(366),
        EXPIRING(351);

        private final Duration age;

        Certificates(int days) {
            this.age = Duration.ofDays(days);
        }
    }

    /** What is said at the gate. */
    enum Answer {
        NONE,
        APPROVE,
        APPROVE_LATE,
        REJECT
    }

    private static final List<CompatibilityRow> COMPATIBILITY =
            CompatibilityTable.shipped().rows();

    private final Certificates certificates;
    private final UpgradePolicy upgrade;
    private final List<String> templates;
    private final Answer answer;
    private final Outcome expected;

    Errand(Certificates certificates, UpgradePolicy upgrade, List<String> templates, Answer answer, Outcome expected) {
        this.certificates = certificates;
        this.upgrade = upgrade;
        this.templates = templates;
        this.answer = answer;
        this.expected = expected;
    }

    /** The errand of a seed: each comes round. */
    static Errand of(long seed) {
        return values()[Math.floorMod(seed, values().length)];
    }

    World world() {
        return DrillWorld.of(certificates.age);
    }

    Answer answer() {
        return answer;
    }

    /** How it must end, whatever happens on the way. */
    Outcome expected() {
        return expected;
    }

    /** Whether the cluster is to be another one afterwards. */
    boolean rebuilds() {
        return expected == Outcome.REBUILT_NOT_PROVEN;
    }

    boolean isRotation() {
        return this == ROTATE;
    }

    /** As people write it. */
    String words() {
        return Words.constant(name());
    }

    /** How long ago the certificates of the cluster were issued. */
    Duration age() {
        return certificates.age;
    }

    /**
     * What the fleet file says of the cluster.
     *
     * @param cluster its name in Magnum
     */
    ClusterProfile profile(String id, String cluster, Deadlines deadlines, Duration pollEvery) {
        return new ClusterProfile(
                id,
                id,
                cluster,
                null,
                templates,
                List.of(),
                new Verification(null, null, null, null),
                new Policy(
                        upgrade,
                        this == LADDER ? TemplatePolicy.AS_LISTED : TemplatePolicy.FITTING,
                        new ApprovalPolicy(false, List.of(), Duration.ofHours(4)),
                        deadlines,
                        List.of(),
                        Duration.ofDays(30),
                        pollEvery,
                        true),
                COMPATIBILITY);
    }
}
