// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.observe;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rekindle.workflows.api.InventoryActivities;
import org.rekindle.workflows.api.InventoryActivities.CloudClaims;
import org.rekindle.workflows.api.InventoryActivities.ClusterIdentityOf;
import org.rekindle.workflows.api.RescueActivities;
import org.rekindle.workflows.api.RescueActivities.AddedClaims;
import org.rekindle.workflows.api.RescueActivities.ClaimsRequest;
import org.rekindle.workflows.decide.rebuild.RescueScope;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.observation.CloudClaim;
import org.rekindle.workflows.model.observation.ClusterIdentity;
import org.rekindle.workflows.model.observation.RescueSighting;
import org.rekindle.workflows.model.observation.RescuedVolume;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;

/** Asks Cinder how volumes were claimed, where the API server of their cluster does not say so any more. */
final class ClaimsOfCloud {

    private ClaimsOfCloud() {}

    /** The sighting with the claims of the namespaces that a rescue looks into. Where Cinder does not answer either, it says so. */
    static RescueSighting addTo(RescueSighting seen, ClusterProfile profile, ClusterIdentity cluster) {
        List<String> namespaces = RescueScope.namespaces(profile);
        if (namespaces.isEmpty()) {
            return seen;
        }
        try {
            CloudClaims found = inventory(profile).claims(new ClusterIdentityOf(profile.inCloud(), cluster));
            List<CloudClaim> claims = found.claims().stream()
                    .filter(claim -> namespaces.contains(claim.namespace()))
                    .toList();
            AddedClaims added = claims.isEmpty()
                    ? new AddedClaims(List.of(), List.of())
                    : copies(profile).addClaims(new ClaimsRequest(profile.cluster(), cluster.uuid(), claims));
            return seen.withClaimsOfCloud(
                    added.claims(),
                    Stream.of(found.notLooked(), added.doubts(), unmarked(added.claims(), RescueScope.named(profile)))
                            .flatMap(List::stream)
                            .toList());
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure) {
                throw failure;
            }
            return seen.withClaimsOfCloud(List.of(), List.of(ActivityFailures.lastSeen(failure)));
        }
    }

    /** Cinder does not tell the release of a claim, and a Helm that a command runs says only on the day whether it minds. */
    private static List<String> unmarked(List<RescuedVolume> claims, List<String> ofOthers) {
        String paths = claims.stream()
                .filter(claim -> ofOthers.contains(claim.namespace()))
                .map(RescuedVolume::path)
                .collect(Collectors.joining(", "));
        if (paths.isEmpty()) {
            return List.of();
        }
        return List.of(
                "Helm's marks of claims " + paths + ", since no `helm` step says whose they are. If a Helm that a"
                        + " command runs refuses to install over one of them, annotate it with the release, then RETRY.");
    }

    private static InventoryActivities inventory(ClusterProfile profile) {
        return ActivityStubs.remote(
                InventoryActivities.class,
                "Read from Cinder how volumes were claimed",
                profile.policy().deadlines().request());
    }

    private static RescueActivities copies(ClusterProfile profile) {
        return ActivityStubs.remote(
                RescueActivities.class,
                "Add the claims that Cinder tells of",
                profile.policy().deadlines().request());
    }
}
