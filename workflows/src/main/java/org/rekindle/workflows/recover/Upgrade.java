// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.recover;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.activities.MagnumActivities;
import org.rekindle.workflows.decide.Words;
import org.rekindle.workflows.decide.diagnosis.Diagnose;
import org.rekindle.workflows.decide.upgrade.StillViable;
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
import org.rekindle.workflows.model.UpgradePolicy;
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

    /** A plan takes seconds to make, and hours where a human was asked meanwhile. */
    private static final Duration STILL_FRESH = Duration.ofMinutes(10);

    private final ClusterProfile profile;
    private final Journal journal;
    private final List<Rung> hops;
    private final @Nullable CloudCluster cluster;
    private CertificateSighting served;
    private int next;
    private final Instant seenAt;
    private boolean isFirst = true;
    private RequestOutcome.@Nullable Accepted asked;
    private UpgradeOutcome.@Nullable Renewed renewed;

    /**
     * Upgrades of one cluster.
     *
     * @param hops the upgrades of the plan, one after the other
     * @param before what the plan was made from
     */
    public Upgrade(ClusterProfile profile, Journal journal, List<Rung> hops, Observation before) {
        this.profile = profile;
        this.journal = journal;
        this.hops = hops;
        this.cluster = before.cloud();
        this.served = before.certificate();
        this.seenAt = before.at();
    }

    /**
     * Makes the upgrades of a ladder one after the other. The first one has renewed the certificates already, so what stops a
     * later one is told and harms nothing. Asked again after a failure, it goes on with the hop that failed: what was asked for is
     * waited for, and what was not is looked at anew before it is.
     */
    public UpgradeOutcome ensureClimbed() {
        while (next < hops.size()) {
            Rung hop = hops.get(next);
            UpgradeOutcome outcome = to(hop);
            if (outcome instanceof UpgradeOutcome.NotRenewed not) {
                return renewed == null ? not : stopped(renewed, hop, not.why());
            }
            renewed = (UpgradeOutcome.Renewed) outcome;
            asked = null;
            next++;
            if (next < hops.size()) {
                journal.decided(new Decision(
                        "upgrade to " + renewed.reached(),
                        "taken",
                        "The certificate now ends at " + renewed.notAfter() + "."));
            }
        }
        return Objects.requireNonNull(renewed, "A plan that upgrades names no upgrade");
    }

    private UpgradeOutcome stopped(UpgradeOutcome.Renewed renewed, Rung hop, String why) {
        journal.decided(new Decision("upgrade to " + hop.template().name(), "given up", why));
        return new UpgradeOutcome.Renewed(
                renewed.notAfter(),
                renewed.reached(),
                "The upgrade after it, to " + hop.template().name() + ", was given up: " + why);
    }

    /** Upgrades to a template and waits until it is done, has failed, or took too long. */
    private UpgradeOutcome to(Rung target) {
        if (cluster == null) {
            return new UpgradeOutcome.NotRenewed("Magnum knows no such cluster.");
        }
        String name = target.template().name();
        journal.enter(Phase.UPGRADING, "Upgrade to " + name + ".");
        if (asked == null) {
            Optional<String> objection = lookAgain(cluster, target);
            if (objection.isPresent()) {
                return new UpgradeOutcome.NotRenewed("The upgrade was not asked for: " + objection.get());
            }
            RequestOutcome requested = request(cluster, target);
            if (requested instanceof RequestOutcome.Refused refused) {
                return new UpgradeOutcome.NotRenewed("Magnum refused the upgrade: " + refused.reason());
            }
            asked = (RequestOutcome.Accepted) requested;
        }
        return await(cluster, asked, name);
    }

    /**
     * Looks at the cluster anew, unless the plan was made from a look some minutes ago, and says what speaks against the upgrade now.
     * Where the policy says always, nothing does: the plan itself stands against such facts.
     */
    private Optional<String> lookAgain(CloudCluster cluster, Rung target) {
        boolean wasPlannedJustNow = isFirst && Journal.now().isBefore(seenAt.plus(STILL_FRESH));
        isFirst = false;
        if (wasPlannedJustNow) {
            return Optional.empty();
        }
        Observation seen = Observe.look(profile, cluster.identity().uuid());
        CloudCluster now = seen.cloud();
        if (now == null) {
            return Optional.of("Magnum knows the cluster no longer.");
        }
        return profile.policy().upgrade() == UpgradePolicy.ALWAYS
                ? Optional.empty()
                : StillViable.objection(
                        now,
                        Diagnose.from(seen, profile.policy().renewBefore()),
                        next == 0 ? null : hops.get(next - 1),
                        target);
    }

    private RequestOutcome request(CloudCluster cluster, Rung target) {
        return World.ask(
                        MagnumActivities.class,
                        "Ask Magnum to upgrade to " + target.template().name(),
                        profile.policy().deadlines().answer())
                .requestUpgrade(new UpgradeRequest(
                        profile.inCloud(), cluster.identity(), target.template().uuid()));
    }

    private UpgradeOutcome await(CloudCluster cluster, RequestOutcome.Accepted accepted, String name) {
        Duration longest = profile.policy().deadlines().upgrade();
        journal.begin(Work.UPGRADE, "the upgrade to " + name, longest);
        AwaitOutcome awaited = MagnumWait.until(
                new AwaitRequest(
                        profile.inCloud(),
                        cluster.identity().uuid(),
                        Goal.UPDATED,
                        null,
                        accepted.updatedAt(),
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
        return onTheWire(name);
    }

    private UpgradeOutcome onTheWire(String template) {
        CertificateSighting now = Observe.certificate(
                served.address(), profile.policy().deadlines().answer());
        ServedCertificate fresh = now.certificate();
        if (fresh == null) {
            return new UpgradeOutcome.NotRenewed(
                    "Magnum says that it is done, but no certificate is served: " + now.detail());
        }
        if (!isLater(fresh, served.certificate())) {
            return new UpgradeOutcome.NotRenewed(
                    "Magnum says that it is done, but the certificate served still ends at " + fresh.notAfter() + ".");
        }
        served = now;
        return new UpgradeOutcome.Renewed(fresh.notAfter(), template, null);
    }

    private static boolean isLater(ServedCertificate fresh, @Nullable ServedCertificate old) {
        return old == null || fresh.notAfter().isAfter(old.notAfter());
    }
}
