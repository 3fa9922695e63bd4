// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.observe;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.rekindle.workflows.api.RecordActivities;
import org.rekindle.workflows.api.RecordActivities.RecordsSet;
import org.rekindle.workflows.api.RecordActivities.RecordsWanted;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.DnsProvider;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.RunContext;

/**
 * Finds out, while the old cluster still stands, whether the run could set the records of the public names. A name that it could not set
 * keeps no cluster: a person can set it, and an expired cluster serves nobody.
 */
public final class NamesRehearsal {

    /** A server that is silent must not keep an expired cluster waiting. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private NamesRehearsal() {}

    /** A sentence for each name that a person would be asked for; none where the run could set them all, or is to set none. */
    public static List<String> of(RunContext run) {
        return run.profile().recordsSetAt().stream()
                .flatMap(provider -> left(run, provider).stream())
                .map(left -> left + " Unless this is done, the run asks a person to set the record after the rebuild.")
                .toList();
    }

    private static List<String> left(RunContext run, DnsProvider provider) {
        ClusterProfile profile = run.profile();
        Duration request = profile.policy().deadlines().request();
        Duration answer = request.compareTo(LONGEST) < 0 ? request : LONGEST;
        run.waits().waitFor(provider.place() + " to say whether the run may set the public names", answer);
        try {
            RecordsSet could = ActivityStubs.remote(
                            RecordActivities.class, "Try whether the public names can be set", answer)
                    .rehearse(new RecordsWanted(
                            profile.cluster(),
                            profile.cloud(),
                            provider,
                            profile.verification().hubUrls(),
                            Stream.ofNullable(profile.verification().namesAddress())
                                    .toList(),
                            profile.policy().pollEvery()));
            return could.left();
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure) {
                throw failure;
            }
            return List.of(
                    "It is not known whether the run can set the public names: " + ActivityFailures.lastSeen(failure));
        } finally {
            run.waits().stopWaiting();
        }
    }
}
