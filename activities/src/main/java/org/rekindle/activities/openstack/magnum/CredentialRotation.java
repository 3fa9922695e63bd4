// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.magnum;

import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.activities.openstack.client.OpenStackSession;
import org.rekindle.activities.openstack.client.ServiceAnswer;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.MagnumActivities.CloudSighting;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.ClusterStatus;
import org.rekindle.workflows.model.observation.ClusterUuid;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * Has Magnum make a new application credential for a cluster, when the old one was revoked or its user is gone. A tool for
 * people, not for workflows: even after a failure Magnum then shows {@code UPDATE_COMPLETE}, so that a failed
 * upgrade looks like a good one though its node groups are not done.
 */
public final class CredentialRotation {

    private final OpenStackSession session;
    private final ClusterProfile profile;

    /** A rotation for one cluster of the fleet. */
    public CredentialRotation(Clouds clouds, ClusterProfile profile) {
        this.session = clouds.of(profile.cloud());
        this.profile = profile;
    }

    /**
     * The cluster that is meant.
     *
     * @param warning what the status hides afterwards; null when it hides nothing
     */
    public record Sighting(
            ClusterUuid uuid,
            String name,
            ClusterStatus status,
            @Nullable Instant updatedAt,
            @Nullable String warning) {}

    /**
     * Looks at the cluster, and whether a rotation can work.
     *
     * @throws ApplicationFailure {@code NOT_FOUND} without such a cluster, {@code REFUSED} when it cannot work
     */
    public Sighting look() {
        CloudSighting found = new ClusterSearch(new MagnumService(session)).find(profile.inCloud(), null);
        if (found.cluster() == null) {
            throw Failures.of(FailureCode.NOT_FOUND, found.detail());
        }
        if (!session.magnumVersion().hasCredentials(session)) {
            throw Failures.of(
                    FailureCode.REFUSED,
                    "This Magnum cannot renew a cluster's credential: it speaks microversion 1."
                            + session.magnumVersion().minor(session)
                            + ", and 1.12 brought it. Ask the cloud's operators.");
        }
        unrestricted();
        ClusterStatus status = found.cluster().status();
        return new Sighting(
                found.cluster().identity().uuid(),
                found.cluster().identity().name(),
                status,
                found.cluster().updatedAt(),
                status.isComplete() ? null : warning(status));
    }

    /**
     * Asks for the new credential. An answer that never comes is resolved by looking.
     *
     * @param seen what {@link #look} saw
     * @return what happened, a sentence
     * @throws ApplicationFailure {@code REFUSED} when Magnum refuses, or when the cluster has changed since it was seen
     */
    public String rotate(Sighting seen) {
        MagnumCluster before = cluster(seen.uuid());
        if (!before.status().equals(seen.status())) {
            throw Failures.of(
                    FailureCode.REFUSED,
                    "The cluster is " + before.status() + " now and was " + seen.status()
                            + " when it was looked at. Nothing was sent; look again.");
        }
        return send(before) + after(seen.uuid());
    }

    private String send(MagnumCluster before) {
        try {
            ServiceAnswer answer =
                    new MagnumService(session).rotateCredential(before.uuid()).required();
            return "Magnum has accepted it (" + answer.inWords() + "). ";
        } catch (ApplicationFailure failure) {
            if (Objects.equals(cluster(before.uuid()).updatedAt(), before.updatedAt())) {
                throw failure;
            }
            return "No good answer came (" + failure.getOriginalMessage() + "), but the cluster has changed since. ";
        }
    }

    private String after(ClusterUuid uuid) {
        MagnumCluster now = cluster(uuid);
        String reason = now.statusReason() == null ? "" : ": " + now.statusReason();
        return "The cluster is " + now.status() + reason
                + ". That status says nothing of its machines: look at them (kubectl get nodes) before you trust it.";
    }

    private MagnumCluster cluster(ClusterUuid uuid) {
        MagnumCluster cluster = new MagnumService(session).cluster(uuid);
        if (cluster == null) {
            throw Failures.of(FailureCode.NOT_FOUND, "Magnum knows no cluster " + uuid + " any more.");
        }
        return cluster;
    }

    /** With a restricted credential Keystone refuses, and Magnum is left with a failed update. */
    private void unrestricted() {
        boolean restricted = session.ownToken()
                .required()
                .body()
                .path("token")
                .path("application_credential")
                .path("restricted")
                .asBoolean();
        if (restricted) {
            throw Failures.of(
                    FailureCode.REFUSED,
                    "The application credential of " + session.entry()
                            + " is restricted, so Keystone would refuse to make"
                            + " another one, and Magnum would be left in UPDATE_FAILED. Log in with a password or an"
                            + " unrestricted credential.");
        }
    }

    private static String warning(ClusterStatus status) {
        return "The cluster is " + status
                + ". Afterwards Magnum shows UPDATE_COMPLETE, whether its machines are well or not: what failed, or what is"
                + " under way, is masked, and Magnum does not show it any more.";
    }
}
