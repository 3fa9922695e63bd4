// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.rekindle.activities.openstack.client.Clouds;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.api.RecordActivities;
import org.rekindle.workflows.model.fleet.DesignateProvider;
import org.rekindle.workflows.model.fleet.DnsProvider;
import org.rekindle.workflows.model.fleet.Rfc2136Provider;
import org.rekindle.workflows.model.run.FailureCode;

/** Sets records one name after the other: a name that is left keeps none of the others from being set. */
public final class DnsRecordActivities implements RecordActivities {

    private final Clouds clouds;
    private final Predicate<RecordsWanted> known;

    /** @param known whether this worker's fleet file says the same of the cluster; nothing else is set, whoever asks */
    public DnsRecordActivities(Clouds clouds, Predicate<RecordsWanted> known) {
        this.clouds = clouds;
        this.known = known;
    }

    @Override
    public RecordsSet set(RecordsWanted wanted) {
        return forEach(wanted, DnsRecordActivities::replace);
    }

    @Override
    public RecordsSet rehearse(RecordsWanted wanted) {
        return forEach(wanted, DnsRecordActivities::tryOut);
    }

    /** What is done with a name whose records the run may change. */
    private interface Work {

        /** @return what was done, in a sentence */
        String on(RecordKeeper keeper, RecordSighting seen, RecordsWanted wanted) throws RecordsLeft;
    }

    private RecordsSet forEach(RecordsWanted wanted, Work work) {
        if (!known.test(wanted)) {
            throw Failures.of(
                    FailureCode.REFUSED,
                    "This worker's fleet file does not say of " + wanted.cluster()
                            + " what the run read at its start: which names are set, and where. Write it as it was, restart the"
                            + " worker and RETRY, or set the records by hand.");
        }
        RecordKeeper keeper = keeper(wanted);
        List<String> done = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (String name : PublicHosts.of(wanted.urls())) {
            try {
                done.add(one(keeper, name, wanted, work));
            } catch (RecordsLeft e) {
                left.add(e.sentence());
            }
        }
        return new RecordsSet(done, left);
    }

    private RecordKeeper keeper(RecordsWanted wanted) {
        DnsProvider provider = wanted.provider();
        if (provider instanceof Rfc2136Provider server) {
            return DynamicUpdates.at(server);
        }
        if (provider instanceof DesignateProvider) {
            return new DesignateRecords(clouds.of(wanted.cloud()), wanted.pollEvery());
        }
        throw new IllegalStateException("No way to " + provider.place() + " is known");
    }

    private static String one(RecordKeeper keeper, String name, RecordsWanted wanted, Work work) throws RecordsLeft {
        RecordSighting seen = keeper.look(name);
        List<String> addresses =
                wanted.addresses().stream().map(PublicHosts::canonical).toList();
        RecordChange change =
                RecordChange.decide(seen, addresses, wanted.provider().within());
        return switch (change.verdict()) {
            case RIGHT -> change.sentence();
            case LEFT -> throw new RecordsLeft(change.sentence());
            case SET -> work.on(keeper, seen, wanted);
        };
    }

    private static String replace(RecordKeeper keeper, RecordSighting seen, RecordsWanted wanted) throws RecordsLeft {
        keeper.replace(seen, wanted.addresses());
        return seen.name() + " is set to " + joined(wanted.addresses()) + " at "
                + wanted.provider().place() + before(seen);
    }

    private static String tryOut(RecordKeeper keeper, RecordSighting seen, RecordsWanted wanted) throws RecordsLeft {
        keeper.rehearse(seen);
        return seen.name() + " can be set at " + wanted.provider().place() + ".";
    }

    private static String before(RecordSighting seen) {
        if (seen.addresses().isEmpty()) {
            return "; it had no address.";
        }
        return "; it led to " + joined(seen.addresses()) + ".";
    }

    private static String joined(List<String> addresses) {
        return String.join(", ", addresses);
    }
}
