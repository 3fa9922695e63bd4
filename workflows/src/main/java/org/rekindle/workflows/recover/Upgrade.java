// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.MagnumActivities;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.AwaitOutcome;
import org.rekindle.workflows.model.AwaitRequest;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Goal;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.RequestOutcome;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.ServedCertificate;
import org.rekindle.workflows.model.UpgradeRequest;
import org.rekindle.workflows.model.Work;
import org.rekindle.workflows.run.Journal;
import org.rekindle.workflows.run.MagnumWait;
import org.rekindle.workflows.run.World;

/**
 * Upgrades a cluster under a deadline of our own. Whether it worked is told by the certificate on the wire and by nothing
 * else: Magnum's COMPLETE says nothing about certificates.
 */
public final class Upgrade {

    private final ClusterProfile profile;
    private final Journal journal;

    /** Upgrades of one cluster. */
    public Upgrade(ClusterProfile profile, Journal journal) {
        this.profile = profile;
        this.journal = journal;
    }

    /**
     * Makes the upgrades of a ladder one after the other, with a fresh look before each. The first one has renewed the certificates
     * already, so what stops a later one is told and harms nothing.
     */
    public UpgradeOutcome climb(List<Rung> hops, Observation before) {
        UpgradeOutcome outcome = to(hops.get(0), before);
        for (Rung hop : hops.subList(1, hops.size())) {
            if (!(outcome instanceof UpgradeOutcome.Renewed renewed)) {
                return outcome;
            }
            journal.decided(new Decision(
                    "upgrade to " + renewed.reached(),
                    "taken",
                    "The certificate now ends at " + renewed.notAfter() + "."));
            Observation now = Observe.look(profile, null);
            if (now.cloud() == null || !now.cloud().status().endsWith("_COMPLETE")) {
                return stopped(renewed, hop, "Magnum no longer says COMPLETE.");
            }
            UpgradeOutcome next = to(hop, now);
            if (next instanceof UpgradeOutcome.NotRenewed not) {
                return stopped(renewed, hop, not.why());
            }
            outcome = next;
        }
        return outcome;
    }

    private UpgradeOutcome stopped(UpgradeOutcome.Renewed renewed, Rung hop, String why) {
        journal.decided(new Decision("upgrade to " + hop.template().name(), "given up", why));
        return renewed;
    }

    /** Upgrades to a template and waits until it is done, has failed, or took too long. */
    public UpgradeOutcome to(Rung target, Observation before) {
        CloudCluster cluster = before.cloud();
        if (cluster == null) {
            return new UpgradeOutcome.NotRenewed("Magnum knows no such cluster.");
        }
        String name = target.template().name();
        journal.enter(Phase.UPGRADING, "Upgrade to " + name + ".");
        RequestOutcome requested = World.ask(
                        MagnumActivities.class,
                        "Ask Magnum to upgrade to " + name,
                        profile.policy().deadlines().answer())
                .requestUpgrade(new UpgradeRequest(
                        profile.cluster(), cluster.identity(), target.template().uuid()));
        if (requested instanceof RequestOutcome.Refused refused) {
            return new UpgradeOutcome.NotRenewed("Magnum refused the upgrade: " + refused.reason());
        }
        Duration longest = profile.policy().deadlines().upgrade();
        journal.begin(Work.UPGRADE, "the upgrade to " + name, longest);
        AwaitOutcome awaited = MagnumWait.until(
                new AwaitRequest(
                        profile.cluster(),
                        cluster.identity().uuid(),
                        Goal.UPDATED,
                        null,
                        ((RequestOutcome.Accepted) requested).updatedAt(),
                        profile.policy().pollEvery()),
                "Wait for the upgrade",
                longest,
                profile.policy().deadlines().answer());
        if (awaited instanceof AwaitOutcome.Reached) {
            journal.done(Work.UPGRADE);
        }
        journal.stopWaiting();
        if (awaited instanceof AwaitOutcome.Failed failed) {
            return new UpgradeOutcome.NotRenewed("The upgrade ended in " + failed.status() + ": " + failed.reason());
        }
        if (awaited instanceof AwaitOutcome.TimedOut timedOut) {
            return new UpgradeOutcome.NotRenewed(
                    "The upgrade did not end within " + Words.of(longest) + "; last seen: " + timedOut.lastSeen());
        }
        return onTheWire(before, name);
    }

    private UpgradeOutcome onTheWire(Observation before, String template) {
        CertificateSighting now = Observe.certificate(
                before.certificate().address(), profile.policy().deadlines().answer());
        ServedCertificate fresh = now.certificate();
        if (fresh == null) {
            return new UpgradeOutcome.NotRenewed(
                    "Magnum says that it is done, but no certificate is served: " + now.detail());
        }
        return isLater(fresh, before.certificate().certificate())
                ? new UpgradeOutcome.Renewed(fresh.notAfter(), template)
                : new UpgradeOutcome.NotRenewed("Magnum says that it is done, but the certificate served still ends at "
                        + fresh.notAfter() + ".");
    }

    private static boolean isLater(ServedCertificate fresh, @Nullable ServedCertificate old) {
        return old == null || fresh.notAfter().isAfter(old.notAfter());
    }
}
