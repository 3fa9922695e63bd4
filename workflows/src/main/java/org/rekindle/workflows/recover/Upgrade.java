// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.MagnumActivities;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.model.AwaitOutcome;
import org.rekindle.workflows.model.AwaitRequest;
import org.rekindle.workflows.model.CertificateSighting;
import org.rekindle.workflows.model.CloudCluster;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Goal;
import org.rekindle.workflows.model.Observation;
import org.rekindle.workflows.model.Phase;
import org.rekindle.workflows.model.RequestOutcome;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.ServedCertificate;
import org.rekindle.workflows.model.UpgradeRequest;
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
        journal.waitFor("the upgrade to " + name, longest);
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
        journal.stopWaiting();
        if (awaited instanceof AwaitOutcome.Failed failed) {
            return new UpgradeOutcome.NotRenewed("The upgrade ended in " + failed.status() + ": " + failed.reason());
        }
        if (awaited instanceof AwaitOutcome.TimedOut timedOut) {
            return new UpgradeOutcome.NotRenewed(
                    "The upgrade did not end within " + Words.of(longest) + "; last seen: " + timedOut.lastSeen());
        }
        return onTheWire(before);
    }

    private UpgradeOutcome onTheWire(Observation before) {
        CertificateSighting now = Observe.certificate(
                before.certificate().address(), profile.policy().deadlines().answer());
        ServedCertificate fresh = now.certificate();
        if (fresh == null) {
            return new UpgradeOutcome.NotRenewed(
                    "Magnum says that it is done, but no certificate is served: " + now.detail());
        }
        return isLater(fresh, before.certificate().certificate())
                ? new UpgradeOutcome.Renewed(fresh.notAfter())
                : new UpgradeOutcome.NotRenewed("Magnum says that it is done, but the certificate served still ends at "
                        + fresh.notAfter() + ".");
    }

    private static boolean isLater(ServedCertificate fresh, @Nullable ServedCertificate old) {
        return old == null || fresh.notAfter().isAfter(old.notAfter());
    }
}
