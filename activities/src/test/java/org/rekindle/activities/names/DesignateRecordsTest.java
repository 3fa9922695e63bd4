// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.api.RecordActivities.RecordsSet;
import org.rekindle.workflows.api.RecordActivities.RecordsWanted;
import org.rekindle.workflows.model.fleet.DesignateProvider;
import org.rekindle.workflows.model.run.FailureCode;

/** The requests to Designate, and what its answers mean. */
class DesignateRecordsTest {

    private static final String HUB = "hub.example.org.";
    private static final String OLD = "198.51.100.1";
    private static final String NEW = "198.51.100.7";

    private final FakeDesignate designate = new FakeDesignate();

    @AfterEach
    void stop() {
        designate.close();
    }

    @Test
    void theRecordsOfTheOldClusterAreReplacedAndTheirTimeToLiveIsKept() {
        designate.hold(HUB, "A", 120, OLD);
        designate.hold(HUB, "AAAA", 120, "2001:db8::1");
        designate.hold("binder.example.org.", "A", 300, OLD);

        assertThat(set())
                .isEqualTo(new RecordsSet(
                        List.of("hub.example.org is set to 198.51.100.7 at Designate; it led to 198.51.100.1,"
                                + " 2001:db8:0:0:0:0:0:1."),
                        List.of()));
        assertThat(designate.held(HUB)).containsExactly("A 120 198.51.100.7");
        assertThat(designate.held("binder.example.org.")).containsExactly("A 300 198.51.100.1");
    }

    @Test
    void aNameWithoutAnAddressGetsOne() {
        designate.hold(HUB, "TXT", 60, "\"not ours\"");

        assertThat(set().left()).isEmpty();
        assertThat(designate.held(HUB)).containsExactly("TXT 60 \"not ours\"", "A 300 198.51.100.7");
    }

    @Test
    void aNameThatIsRightIsNotTouched() {
        designate.hold(HUB, "A", 120, NEW);

        assertThat(set().done()).containsExactly("hub.example.org has the address 198.51.100.7 already.");
        assertThat(designate.changes()).isEmpty();
    }

    @Test
    void anAliasAWildcardAndAnAddressThatMayBeAnothersAreNotTouched() {
        designate.hold(HUB, "CNAME", 120, "lb.example.net.");
        designate.hold("*.apps.example.org.", "A", 120, OLD);
        designate.hold("binder.example.org.", "A", 120, "203.0.113.9");

        assertThat(set("hub.example.org", "hub.apps.example.org", "binder.example.org")
                        .left())
                .satisfiesExactly(
                        alias -> assertThat(alias).contains("alias (CNAME) of lb.example.net"),
                        wildcard -> assertThat(wildcard).contains("a wildcard answers for it"),
                        strange -> assertThat(strange).contains("203.0.113.9, which is in no network of `within`"));
        assertThat(designate.changes()).isEmpty();
    }

    @Test
    void whetherTheLoginMayChangeRecordSetsIsTriedWithoutAChange() {
        designate.hold(HUB, "A", 120, OLD);

        assertThat(rehearse())
                .isEqualTo(new RecordsSet(
                        List.of(
                                "hub.example.org can be set at Designate.",
                                "binder.example.org can be set at Designate."),
                        List.of()));
        assertThat(designate.held(HUB)).containsExactly("A 120 198.51.100.1");
        assertThat(designate.held("hub.invalid.")).isEmpty();
    }

    @Test
    void aLoginThatMayNotChangeRecordSetsIsFoundOutBeforehand() {
        designate.hold(HUB, "A", 120, OLD);
        designate.refusal = FakeDesignate.error(403, "forbidden", "Policy does not allow this request");

        assertThat(rehearse().left())
                .hasSize(2)
                .allSatisfy(left -> assertThat(left)
                        .contains("Policy does not allow this request", "a role that may change record sets"));
    }

    @Test
    void aFullQuotaKeepsNewRecordSetsAlone() {
        designate.hold(HUB, "A", 120, OLD);
        designate.refusal = FakeDesignate.error(413, "over_quota", "Quota exceeded for zone_recordsets.");

        assertThat(rehearse())
                .satisfies(
                        could -> assertThat(could.done()).containsExactly("hub.example.org can be set at Designate."))
                .satisfies(could -> assertThat(could.left())
                        .singleElement()
                        .asString()
                        .contains("binder.example.org", "Have the quota of record sets raised"));
    }

    @Test
    void whatIsInTheWayOfATryIsSaid() {
        designate.hold(HUB, "A", 120, "203.0.113.9");
        designate.hold("binder.example.org.", "CNAME", 120, "lb.example.net.");

        assertThat(rehearse().left())
                .satisfiesExactly(
                        strange -> assertThat(strange).contains("203.0.113.9, which is in no network of `within`"),
                        alias -> assertThat(alias).contains("alias (CNAME) of lb.example.net"));
        assertThat(designate.changes()).isEmpty();
    }

    @Test
    void aChangeThatDesignatesServersDoNotHaveYetIsWaitedFor() {
        designate.hold(HUB, "A", 120, OLD);
        designate.status = "PENDING";

        assertFails(FailureCode.STILL_WAITING, "Designate is changing the records of hub.example.org (PENDING).");
        assertFails(FailureCode.STILL_WAITING, "(PENDING)");
        designate.settle("ACTIVE");
        assertThat(set().done()).containsExactly("hub.example.org has the address 198.51.100.7 already.");
        assertThat(designate.changes()).containsExactly("PUT set-1");
    }

    @Test
    void aChangeThatDesignateCouldNotCarryOutIsSaid() {
        designate.hold(HUB, "A", 120, OLD);
        designate.status = "ERROR";

        assertThat(left()).contains("could not carry out a change of the records of hub.example.org (ERROR)");
    }

    @Test
    void theClosestZoneIsTheOneThatHoldsTheName() {
        designate.delegate("org.");
        designate.hold(HUB, "A", 120, OLD);

        assertThat(set().left()).isEmpty();
        assertThat(designate.changes()).containsExactly("PUT set-1");
    }

    @Test
    void aNameWithoutAZoneIsLeft() {
        designate.lose("example.org.");

        assertThat(left()).startsWith("Designate has no zone of hub.example.org in the cloud's project.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | forbidden | Give the cloud's login a role that may change record sets, such as member.",
                "404 | recordset_not_found | The zone or the record set is gone: make it again.",
                "413 | over_quota | Have the quota of record sets raised.",
                "400 | invalid_object | Provided object does not match schema"
            })
    void aRefusalIsSaidWithItsCure(int code, String type, String sentence) {
        designate.hold(HUB, "A", 120, OLD);
        designate.refusal = FakeDesignate.error(code, type, "Provided object does not match schema");

        assertThat(left())
                .startsWith("Designate does not change the records of hub.example.org: ")
                .contains("HTTP " + code, sentence);
    }

    @Test
    void aConflictIsLookedAtAgain() {
        designate.refusal = FakeDesignate.error(409, "duplicate_recordset", "Duplicate RecordSet");

        assertFails(FailureCode.UNAVAILABLE, "were changed by someone else just now");
    }

    @Test
    void designateThatFailsIsAskedAgain() {
        designate.refusal = FakeDesignate.error(503, "service_unavailable", "No workers");

        assertFails(FailureCode.UNAVAILABLE, "No workers");
    }

    @Test
    void whatSomebodyElseHasChangedSinceTheLookIsNotOverwritten() throws RecordsLeft {
        designate.hold(HUB, "A", 120, OLD);
        DesignateRecords records = new DesignateRecords(designate.session(), Duration.ofSeconds(20));
        RecordSighting seen = records.look("hub.example.org");
        designate.hold(HUB, "AAAA", 120, "2001:db8::9");

        assertThatThrownBy(() -> records.replace(seen, List.of(NEW)))
                .hasMessageContaining("were changed by someone else just now");
        assertThat(designate.changes()).isEmpty();
    }

    private void assertFails(FailureCode code, String words) {
        assertThatThrownBy(this::set).isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
            assertThat(failure.getType()).isEqualTo(code.name());
            assertThat(failure.getOriginalMessage()).contains(words);
        });
    }

    private String left() {
        RecordsSet set = set();
        assertThat(set.done()).isEmpty();
        assertThat(set.left()).hasSize(1);
        return set.left().get(0);
    }

    private RecordsSet set(String... names) {
        List<String> wanted = names.length == 0 ? List.of("hub.example.org") : List.of(names);
        return records().set(wanted(wanted, List.of(NEW)));
    }

    /** As before a rebuild, whose address nobody knows. */
    private RecordsSet rehearse() {
        return records().rehearse(wanted(List.of("hub.example.org", "binder.example.org"), List.of()));
    }

    private DnsRecordActivities records() {
        return new DnsRecordActivities(cloud -> designate.session(), wanted -> true);
    }

    private static RecordsWanted wanted(List<String> names, List<String> addresses) {
        DesignateProvider provider = new DesignateProvider(List.of("198.51.100.0/24", "2001:db8::/32"));
        List<String> urls = names.stream().map(name -> "https://" + name).toList();
        return new RecordsWanted("hubs", "one", provider, urls, addresses, Duration.ofSeconds(20));
    }
}
