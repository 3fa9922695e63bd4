// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.model.observation.NameAnswer;
import org.rekindle.workflows.model.observation.NameSighting;

class NameJudgeTest {

    private static final String HUB = "hub.example.org";
    private static final String OLD = "198.51.100.1";
    private static final String NEW = "192.0.2.7";
    private static final String OLD_V6 = "2001:db8:0:0:0:0:0:1";
    private static final String SET = "Set hub.example.org. 300 IN A 192.0.2.7.";
    private static final NameAnswer DEAF = NameAnswer.silent("ns1.example.org (198.51.100.53)", "it did not answer.");

    @Test
    void aNameThatLeadsThereEverywhereIsRight() {
        assertThat(judge(seen(List.of(says("ns1", NEW), says("ns2", NEW)), says("9.9.9.9", NEW))))
                .isEqualTo(
                        new NameVerdict(
                                NameVerdict.State.RIGHT,
                                "hub.example.org leads to 192.0.2.7, by 2 servers of example.org and by the resolver 9.9.9.9."));
    }

    @Test
    void anOldRecordIsToBeSetAndTheTimeIsNamedForWhichItIsKept() {
        assertThat(judge(seen(List.of(says("ns1", OLD)), says("9.9.9.9", OLD))))
                .isEqualTo(new NameVerdict(
                        NameVerdict.State.WRONG,
                        "hub.example.org leads to 198.51.100.1 and not to 192.0.2.7. " + SET
                                + " Resolvers keep the old record for up to 40 min."));
    }

    @Test
    void noRecordIsToBeSet() {
        NameVerdict verdict = judge(seen(List.of(says("ns1")), says("9.9.9.9")));

        assertThat(verdict)
                .isEqualTo(new NameVerdict(
                        NameVerdict.State.WRONG, "hub.example.org has no address in example.org. " + SET));
    }

    @Test
    void aWildcardThatAnswersForTheNameIsTold() {
        NameSighting seen =
                new NameSighting(HUB, "example.org", List.of(says("ns1", OLD)), says("9.9.9.9", OLD), List.of(OLD));

        assertThat(judge(seen).state()).isEqualTo(NameVerdict.State.WRONG);
        assertThat(judge(seen).sentence())
                .isEqualTo("hub.example.org has no record of its own: a wildcard of example.org answers for it, with "
                        + "198.51.100.1. " + SET);
    }

    @Test
    void aWildcardThatLeadsThereIsRight() {
        NameSighting seen =
                new NameSighting(HUB, "example.org", List.of(says("ns1", NEW)), says("9.9.9.9", NEW), List.of(NEW));

        assertThat(judge(seen).state()).isEqualTo(NameVerdict.State.RIGHT);
    }

    @Test
    void anAliasThatLeadsElsewhereNamesItsEnd() {
        NameAnswer alias = new NameAnswer("ns1", null, List.of("old.example.net"), List.of(OLD), Duration.ofMinutes(5));

        assertThat(judge(seen(List.of(alias), alias)).sentence())
                .isEqualTo("hub.example.org is an alias (CNAME) of old.example.net, which leads to 198.51.100.1."
                        + " Change the records of old.example.net, or replace the alias:"
                        + " hub.example.org. 300 IN A 192.0.2.7.");
    }

    @Test
    void anAliasToTheNewAddressIsRight() {
        NameAnswer alias = new NameAnswer("ns1", null, List.of("lb.example.net"), List.of(NEW), Duration.ofMinutes(5));

        assertThat(judge(seen(List.of(alias), alias)).state()).isEqualTo(NameVerdict.State.RIGHT);
    }

    @Test
    void anIpv6AddressOfTheOldClusterIsToBeDeleted() {
        NameVerdict verdict = judge(seen(List.of(says("ns1", NEW, OLD_V6)), says("9.9.9.9", NEW, OLD_V6)));

        assertThat(verdict)
                .isEqualTo(new NameVerdict(
                        NameVerdict.State.WRONG,
                        "hub.example.org leads to 192.0.2.7, and by IPv6 still to 2001:db8:0:0:0:0:0:1,"
                                + " which browsers try first. Delete that AAAA record."));
    }

    @Test
    void aSecondAddressOfTheOldClusterIsToBeDeleted() {
        assertThat(judge(seen(List.of(says("ns1", NEW, OLD)), says("9.9.9.9", NEW))))
                .isEqualTo(new NameVerdict(
                        NameVerdict.State.WRONG,
                        "hub.example.org leads to 192.0.2.7, and for some users still to 198.51.100.1."
                                + " Delete the record of that address."));
    }

    @Test
    void aResolverThatKeepsTheOldRecordIsWaitedForAndSaysHowLong() {
        assertThat(judge(seen(List.of(says("ns1", NEW)), says("9.9.9.9", OLD))))
                .isEqualTo(new NameVerdict(
                        NameVerdict.State.TIME_CURES,
                        "hub.example.org leads to 192.0.2.7, by 1 server of example.org. The resolver 9.9.9.9"
                                + " still keeps 198.51.100.1 for 40 min. Wait, or have it forget the name."));
    }

    @Test
    void aResolverThatKeepsThatThereIsNoRecordIsWaitedFor() {
        assertThat(judge(seen(List.of(says("ns1", NEW)), says("9.9.9.9"))).state())
                .isEqualTo(NameVerdict.State.TIME_CURES);
    }

    @Test
    void aServerWithAnOlderCopyOfTheZoneIsWaitedForAndNamed() {
        NameVerdict verdict = judge(seen(List.of(says("ns1", NEW), says("ns2", OLD)), says("9.9.9.9", NEW)));

        assertThat(verdict.state()).isEqualTo(NameVerdict.State.TIME_CURES);
        assertThat(verdict.sentence()).contains("ns2 still says 198.51.100.1", "transfer");
    }

    @Test
    void whereTheZonesServersAreNotHeardTheResolverAloneIsNamed() {
        assertThat(judge(seen(List.of(DEAF), says("9.9.9.9", NEW))))
                .isEqualTo(new NameVerdict(
                        NameVerdict.State.RIGHT,
                        "No server of example.org was heard (ns1.example.org (198.51.100.53): it did not answer)."
                                + " So the resolver 9.9.9.9 alone was looked at: hub.example.org leads to 192.0.2.7."));
        assertThat(judge(seen(List.of(DEAF), says("9.9.9.9", OLD))))
                .isEqualTo(new NameVerdict(
                        NameVerdict.State.WRONG,
                        "No server of example.org was heard (ns1.example.org (198.51.100.53): it did not answer)."
                                + " So the resolver 9.9.9.9 alone was looked at: hub.example.org leads to 198.51.100.1"
                                + " and not to 192.0.2.7. " + SET
                                + " If that is done, it keeps the old answer for 40 min more."));
    }

    @Test
    void aResolverThatAloneIsHeardAndKnowsNoAddressIsToldToo() {
        assertThat(judge(seen(List.of(DEAF), says("9.9.9.9"))).sentence())
                .endsWith("leads to no address and not to 192.0.2.7. " + SET
                        + " If that is done, it still keeps that there was none: wait.");
    }

    @Test
    void aServerThatIsNotHeardIsSaidBesideThoseThatAre() {
        assertThat(judge(seen(List.of(DEAF, says("ns2", NEW)), says("9.9.9.9", NEW)))
                        .sentence())
                .endsWith("by the resolver 9.9.9.9. Not heard: ns1.example.org (198.51.100.53): it did not answer.");
    }

    @Test
    void aResolverThatIsNotHeardDoesNotHideWhatTheZoneSays() {
        NameVerdict verdict =
                judge(seen(List.of(says("ns1", NEW)), NameAnswer.silent("9.9.9.9", "it answers SERVFAIL.")));

        assertThat(verdict.state()).isEqualTo(NameVerdict.State.RIGHT);
        assertThat(verdict.sentence()).endsWith("The resolver 9.9.9.9 was not heard: it answers SERVFAIL.");
    }

    @Test
    void whereNobodyIsHeardNothingIsKnown() {
        NameSighting nothing =
                new NameSighting(HUB, null, List.of(), NameAnswer.silent("9.9.9.9", "it did not answer."), List.of());

        assertThat(judge(nothing))
                .isEqualTo(new NameVerdict(
                        NameVerdict.State.TIME_CURES,
                        "Nobody says where hub.example.org leads. No server was found that holds the zone of"
                                + " hub.example.org. The resolver 9.9.9.9: it did not answer."));
    }

    @Test
    void recordsAreOfTheAddressesKind() {
        assertThat(NameRecords.of(HUB, List.of(NEW, "2001:db8:0:0:0:0:0:7")))
                .isEqualTo("hub.example.org. 300 IN A 192.0.2.7, hub.example.org. 300 IN AAAA 2001:db8:0:0:0:0:0:7");
    }

    private static NameVerdict judge(NameSighting seen) {
        return NameJudge.judge(seen, List.of(NEW));
    }

    private static NameSighting seen(List<NameAnswer> authorities, NameAnswer resolver) {
        return new NameSighting(HUB, "example.org", authorities, resolver, List.of());
    }

    private static NameAnswer says(String server, String... addresses) {
        return new NameAnswer(server, null, List.of(), List.of(addresses), Duration.ofMinutes(40));
    }
}
