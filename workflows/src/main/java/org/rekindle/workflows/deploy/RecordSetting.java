// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.deploy;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import org.rekindle.workflows.api.NamesActivities;
import org.rekindle.workflows.api.NamesActivities.NamesProof;
import org.rekindle.workflows.api.NamesActivities.NamesWanted;
import org.rekindle.workflows.api.RecordActivities;
import org.rekindle.workflows.api.RecordActivities.RecordsSet;
import org.rekindle.workflows.api.RecordActivities.RecordsWanted;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.fleet.ClusterProfile;
import org.rekindle.workflows.model.fleet.DnsProvider;
import org.rekindle.workflows.run.ActivityFailures;
import org.rekindle.workflows.run.ActivityStubs;
import org.rekindle.workflows.run.RunContext;

/** Sets the records of the public names, and waits until the zone's servers have them. */
final class RecordSetting {

    /** A zone's other servers hear of a change within seconds; where that is broken, no one should wait long to hear so. */
    private static final Duration TRANSFER = Duration.ofMinutes(10);

    private final RunContext run;
    private final ClusterProfile profile;
    private final Duration longest;

    /** @param longest how long the names may take to be right */
    RecordSetting(RunContext run, Duration longest) {
        this.run = run;
        this.profile = run.profile();
        this.longest = longest;
    }

    /** Sets what it may. @return why it has not set the others, in sentences */
    List<String> set(DnsProvider provider, NamesWanted wanted, NamesProof seen) {
        RecordsSet set = setAt(provider, wanted, seen.addresses());
        if (!set.done().isEmpty()) {
            run.state().note(String.join(" ", set.done()));
        }
        if (set.left().isEmpty()) {
            return awaitTransfer(provider, wanted);
        }
        return set.left();
    }

    private RecordsSet setAt(DnsProvider provider, NamesWanted wanted, List<String> addresses) {
        Duration answer = profile.policy().deadlines().request();
        run.waits().waitFor(provider.place() + " to set the records of the public names", answer);
        try {
            RecordsSet set = ActivityStubs.remote(RecordActivities.class, "Set the records of the public names", answer)
                    .set(new RecordsWanted(
                            profile.cluster(),
                            profile.cloud(),
                            provider,
                            wanted.urls(),
                            addresses,
                            wanted.pollEvery()));
            run.waits().stopWaiting();
            return set;
        } catch (ActivityFailure failure) {
            rethrowCancellation(failure);
            return new RecordsSet(
                    List.of(),
                    List.of("The run has not set the records itself: " + ActivityFailures.lastSeen(failure)));
        }
    }

    private List<String> awaitTransfer(DnsProvider provider, NamesWanted wanted) {
        Duration transfer = longest.compareTo(TRANSFER) < 0 ? longest : TRANSFER;
        run.waits().waitFor("the zone's servers to have the new records", transfer);
        try {
            ActivityStubs.remote(NamesActivities.class, "Wait for the new records", transfer)
                    .await(wanted);
            run.waits().stopWaiting();
            return List.of();
        } catch (ActivityFailure late) {
            rethrowCancellation(late);
            return List.of("The records are set at " + provider.place() + " since " + Text.of(transfer)
                    + ". Look whether the zone's servers take the zone from there.");
        }
    }

    private static void rethrowCancellation(ActivityFailure failure) {
        if (failure.getCause() instanceof CanceledFailure) {
            throw failure;
        }
    }
}
