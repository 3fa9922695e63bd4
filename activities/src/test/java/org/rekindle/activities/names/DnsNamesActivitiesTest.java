// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.api.NamesActivities.NamesProof;
import org.rekindle.workflows.api.NamesActivities.NamesWanted;
import org.rekindle.workflows.model.run.FailureCode;

/** Real questions by UDP to servers in this process. */
class DnsNamesActivitiesTest {

    private static final String NEW = "192.0.2.7";
    private static final String HEAD = """
            $TTL 300
            @ SOA ns1 admin 1 300 300 300 60
            @ NS ns1
            @ NS ns2
            ns1 A 127.0.0.1
            ns2 A 127.0.0.2
            """;

    private DnsServerInProcess first;
    private DnsServerInProcess second;
    private DnsServerInProcess resolver;
    private DnsNamesActivities names;

    @BeforeEach
    void start() throws IOException {
        first = DnsServerInProcess.authority("127.0.0.1", 0);
        second = DnsServerInProcess.authority("127.0.0.2", first.port());
        resolver = DnsServerInProcess.resolver();
        names = new DnsNamesActivities(asked -> new Zones(asked, first.port()));
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        resolver.close();
    }

    @Test
    void aNameThatIsRightAtTheZoneAndAtTheResolverIsProven() throws IOException {
        everywhere("hub A 192.0.2.7\n");

        assertThat(prove())
                .isEqualTo(new NamesProof(
                        true,
                        List.of("hub.example.org leads to 192.0.2.7, by 2 servers of example.org and by the resolver"
                                + " 127.0.0.1."),
                        List.of(NEW)));
    }

    @Test
    void anOldRecordIsFoundAtTheZone() throws IOException {
        everywhere("hub 2400 A 198.51.100.1\n");

        assertThat(prove().right()).isFalse();
        assertThat(prove().sentences())
                .containsExactly("hub.example.org leads to 198.51.100.1 and not to 192.0.2.7."
                        + " Set hub.example.org. 300 IN A 192.0.2.7. Resolvers keep the old record for up to 40 min.");
    }

    @Test
    void aNameWithoutARecordIsFound() throws IOException {
        everywhere("");

        assertThat(prove().sentences()).singleElement().asString().startsWith("hub.example.org has no address in");
    }

    @Test
    void aWildcardThatHidesTheNameIsFound() throws IOException {
        everywhere("* A 198.51.100.1\n");

        assertThat(prove().sentences()).singleElement().asString().contains("a wildcard of example.org answers for it");
    }

    @Test
    void anAliasIsFollowedToItsEndInAnotherZone() throws IOException {
        everywhere("hub CNAME lb.example.net.\n");
        String net = HEAD + "lb A 198.51.100.1\n";
        second.hold("example.net", net.replace("@ NS ns1\n", ""));
        resolver.hold("example.net", net.replace("@ NS ns1\n", ""));

        assertThat(prove().sentences())
                .singleElement()
                .asString()
                .startsWith("hub.example.org is an alias (CNAME) of lb.example.net, which leads to 198.51.100.1.");
    }

    @Test
    void anIpv6AddressThatWasLeftIsFound() throws IOException {
        everywhere("hub A 192.0.2.7\nhub AAAA 2001:db8::1\n");

        assertThat(prove().sentences()).singleElement().asString().contains("by IPv6 still to 2001:db8:0:0:0:0:0:1");
    }

    @Test
    void aResolverThatKeepsTheOldRecordIsWaitedFor() throws IOException {
        everywhere("hub A 192.0.2.7\n");
        resolver.hold("example.org", HEAD + "hub 1860 A 198.51.100.1\n");

        assertThatThrownBy(this::prove).isInstanceOfSatisfying(ApplicationFailure.class, waiting -> {
            assertThat(waiting.getType()).isEqualTo(FailureCode.STILL_WAITING.name());
            assertThat(waiting.getOriginalMessage()).contains("still keeps 198.51.100.1 for 31 min");
        });
    }

    /** The zone's other servers hold the record all the same, and a resolver may keep an old one. */
    @Test
    void aServerWhoseNameLeadsNowhereIsNamedAndTheOthersAreAsked() throws IOException {
        everywhere("hub A 192.0.2.7\n@ NS ns3.gone.example.\n@ NS ns4.broken.example.\n");
        resolver.fail("ns4.broken.example.");

        assertThat(prove().sentences())
                .singleElement()
                .asString()
                .startsWith("hub.example.org leads to 192.0.2.7, by 2 servers of example.org and by the resolver")
                .contains(
                        "ns3.gone.example: its name leads to no address",
                        "ns4.broken.example: its address could not be asked for at 127.0.0.1: it answers SERVFAIL");

        first.hold("example.org", HEAD + "hub A 198.51.100.1\n");
        second.hold("example.org", HEAD + "hub A 198.51.100.1\n");

        assertThat(prove().right())
                .as("judged by the zone, not by the resolver")
                .isFalse();
        assertThat(prove().sentences()).singleElement().asString().contains("Not heard: ", "ns3.gone.example");
    }

    @Test
    void aServerThatRefusesAndOneThatIsGoneAreNotTakenForAnAnswer() throws IOException {
        everywhere("hub A 192.0.2.7\n");
        first.refuse();
        second.close();

        assertThat(prove().sentences())
                .singleElement()
                .asString()
                .contains("No server of example.org was heard", "it answers REFUSED", "it did not answer", "alone");
    }

    @Test
    void aPersonIsWaitedForUntilTheRecordIsSet() throws IOException {
        everywhere("hub A 198.51.100.1\n");

        assertThatThrownBy(() -> names.await(wanted(NEW)))
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        waiting -> assertThat(waiting.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(20)));

        everywhere("hub A 192.0.2.7\n");

        assertThat(names.await(wanted(NEW)).right()).isTrue();
    }

    @Test
    void aLoadBalancerThatHasANameIsLookedUp() throws IOException {
        everywhere("hub A 192.0.2.7\nlb A 192.0.2.7\n");

        assertThat(names.prove(wanted("lb.example.org")).right()).isTrue();
    }

    @Test
    void aUrlThatHoldsAnAddressHasNoName() {
        assertThat(names.prove(new NamesWanted(
                        List.of("https://192.0.2.7/"), List.of(NEW), resolver.address(), Duration.ofSeconds(20))))
                .isEqualTo(new NamesProof(true, List.of(), List.of(NEW)));
    }

    private void everywhere(String records) throws IOException {
        for (DnsServerInProcess server : List.of(first, second, resolver)) {
            server.hold("example.org", HEAD + records);
        }
    }

    private NamesProof prove() {
        return names.prove(wanted(NEW));
    }

    private NamesWanted wanted(String target) {
        return new NamesWanted(
                List.of("https://hub.example.org", "https://hub.example.org/binder/"),
                List.of(target),
                resolver.address(),
                Duration.ofSeconds(20));
    }
}
