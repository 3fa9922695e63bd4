// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.api.RecordActivities.RecordsSet;
import org.rekindle.workflows.api.RecordActivities.RecordsWanted;
import org.rekindle.workflows.model.fleet.Rfc2136Provider;
import org.rekindle.workflows.model.run.FailureCode;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Signed messages by TCP to a server in this process. */
class DynamicUpdatesTest {

    private static final String HUB = "hub.example.org.";
    private static final String OLD = "198.51.100.1";
    private static final String NEW = "198.51.100.7";
    private static final String SECRET = Base64.getEncoder().encodeToString(PrimaryInProcess.SECRET);

    @TempDir
    private Path folder;

    private PrimaryInProcess server;

    @BeforeEach
    void start() throws IOException {
        server = new PrimaryInProcess();
        Files.createFile(
                folder.resolve("tsig.secret"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.resolve("tsig.secret"), SECRET + "\n");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void anUpdateHasTheRecordsAsTheyWereSeenForItsPrerequisites() throws IOException {
        server.hold(HUB, Type.A, 120, OLD);
        server.hold(HUB, Type.AAAA, 240, "2001:db8::1");

        assertThat(set())
                .isEqualTo(new RecordsSet(
                        List.of("hub.example.org is set to 198.51.100.7 at 127.0.0.1; it led to 198.51.100.1,"
                                + " 2001:db8:0:0:0:0:0:1."),
                        List.of()));
        assertThat(server.updates).singleElement().satisfies(update -> {
            assertThat(lines(update, Section.PREREQ))
                    .containsExactly(
                            "hub.example.org. 0 NONE CNAME",
                            "hub.example.org. 0 IN A 198.51.100.1",
                            "hub.example.org. 0 IN AAAA 2001:db8:0:0:0:0:0:1");
            assertThat(lines(update, Section.UPDATE))
                    .containsExactly(
                            "hub.example.org. 0 ANY A",
                            "hub.example.org. 0 ANY AAAA",
                            "hub.example.org. 120 IN A 198.51.100.7");
        });
    }

    @Test
    void aNameWithoutAnAddressGetsOneIfItStillHasNone() {
        assertThat(set().done())
                .containsExactly("hub.example.org is set to 198.51.100.7 at 127.0.0.1; it had no address.");
        assertThat(server.updates).singleElement().satisfies(update -> {
            assertThat(lines(update, Section.PREREQ))
                    .containsExactly(
                            "hub.example.org. 0 NONE CNAME",
                            "hub.example.org. 0 NONE A",
                            "hub.example.org. 0 NONE AAAA");
            assertThat(lines(update, Section.UPDATE)).containsExactly("hub.example.org. 300 IN A 198.51.100.7");
        });
    }

    @Test
    void aTryDeletesARecordThatTheNameDoesNotHave() throws IOException {
        server.hold(HUB, Type.AAAA, 240, "2001:db8::1");

        assertThat(rehearse())
                .isEqualTo(new RecordsSet(List.of("hub.example.org can be set at 127.0.0.1."), List.of()));
        assertThat(server.updates).singleElement().satisfies(update -> {
            assertThat(lines(update, Section.PREREQ))
                    .containsExactly(
                            "hub.example.org. 0 NONE CNAME",
                            "hub.example.org. 0 NONE A",
                            "hub.example.org. 0 IN AAAA 2001:db8:0:0:0:0:0:1");
            assertThat(lines(update, Section.UPDATE))
                    .containsExactly("hub.example.org. 0 NONE AAAA 2001:db8:0:0:0:0:0:0");
        });
    }

    @Test
    void aTryForANameWithoutAnAddressIsForAnARecord() {
        assertThat(rehearse().left()).isEmpty();
        assertThat(server.updates)
                .singleElement()
                .satisfies(update -> assertThat(lines(update, Section.UPDATE))
                        .containsExactly("hub.example.org. 0 NONE A 192.0.2.0"));
    }

    @Test
    void aTryHearsWhatAnUpdateWouldHear() {
        server.code = Rcode.REFUSED;

        assertThat(rehearse().left())
                .isEqualTo(set().left())
                .singleElement()
                .asString()
                .contains("(REFUSED)");
    }

    @Test
    void whatTheRunWouldLeaveIsNotTried() throws IOException {
        server.hold(HUB, Type.A, 120, "203.0.113.9");

        assertThat(rehearse().left())
                .singleElement()
                .asString()
                .contains("203.0.113.9, which is in no network of `within`");
        assertThat(server.updates).isEmpty();
    }

    @Test
    void aNameThatIsRightIsNotTouched() throws IOException {
        server.hold(HUB, Type.A, 120, NEW);

        assertThat(set().done()).containsExactly("hub.example.org has the address 198.51.100.7 already.");
        assertThat(server.updates).isEmpty();
    }

    @Test
    void anAddressThatMayBeAnothersIsNotTouched() throws IOException {
        server.hold(HUB, Type.A, 120, "203.0.113.9");

        assertThat(left()).contains("203.0.113.9, which is in no network of `within`");
        assertThat(server.updates).isEmpty();
    }

    @Test
    void anAliasIsNotTouched() throws IOException {
        server.hold(HUB, Type.CNAME, 120, "lb.example.net.");

        assertThat(left()).contains("alias (CNAME) of lb.example.net");
        assertThat(server.updates).isEmpty();
    }

    @Test
    void aNameOfAnotherZoneKeepsNoneOfTheOthersFromBeingSet() {
        RecordsSet set = set("https://binder.example.net/", "https://hub.example.org");

        assertThat(set.done()).hasSize(1);
        assertThat(set.left())
                .containsExactly(
                        "binder.example.net is not in the zone example.org, in which alone the run sets records."
                                + " Set it by hand.");
    }

    @Test
    void aWildcardIsSeenByTheServersRefusal() throws IOException {
        server.hold("*.example.org.", Type.A, 120, OLD);
        server.code = Rcode.NXRRSET;

        assertThat(left()).contains("has no record of its own: a wildcard of example.org answers for it");
    }

    @ParameterizedTest
    @CsvSource({"NXRRSET", "YXRRSET", "NXDOMAIN", "YXDOMAIN"})
    void whatSomebodyElseHasChangedMeanwhileIsLookedAtAgain(String refusal) throws IOException {
        server.hold(HUB, Type.A, 120, OLD);
        server.code = Rcode.value(refusal);

        assertUnavailable("The records of hub.example.org were changed by someone else just now");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REFUSED | it refuses this to the key rekindle (REFUSED). Let the key update A and AAAA records",
                "NOTAUTH | it is not the primary server of example.org (NOTAUTH). Name that one under `server`",
                "NOTZONE | the name is not in its zone example.org (NOTZONE). Correct `zone`.",
                "NOTIMP | it takes no dynamic updates (NOTIMP). Switch them on there.",
                "FORMERR | it answers FORMERR. Its log says why."
            })
    void aRefusalIsSaidWithItsCure(String refusal, String sentence) {
        server.code = Rcode.value(refusal);

        assertThat(left()).startsWith("127.0.0.1 does not change the records of hub.example.org: " + sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17 | it does not know the key rekindle with hmac-sha256, or does not let it change this name (BADKEY). Compare",
                "16 | it has another secret for the key rekindle (BADSIG). Write its own into the `secretFile`.",
                "18 | its clock and the worker's are too far apart (BADTIME). Set both by NTP."
            })
    void aSignatureThatTheServerDoesNotTakeIsSaidWithItsCure(int error, String sentence) {
        server.signatureError = error;

        assertThat(left()).contains(sentence).doesNotContain(SECRET);
        assertThat(server.updates).isEmpty();
    }

    @Test
    void aQuestionThatIsRefusedIsSaidTheSameWay() {
        server.questionCode = Rcode.REFUSED;

        assertThat(left()).contains("(REFUSED)");
    }

    @Test
    void anAnswerWithoutASignatureIsNotBelieved() {
        server.signs = false;

        assertThat(left()).contains("is not signed by the TSIG key rekindle");
        assertThat(server.updates).isEmpty();
    }

    @Test
    void aServerThatDoesNotHoldTheZoneIsNotBelieved() {
        server.isAuthority = false;

        assertThat(left()).contains("does not hold the zone of hub.example.org");
    }

    @Test
    void aServerThatFailsIsAskedAgain() {
        server.code = Rcode.SERVFAIL;

        assertUnavailable("could not do what was asked (SERVFAIL). Its log says why.");
    }

    @Test
    void aServerThatDoesNotAnswerIsAskedAgain() {
        server.isSilent = true;

        assertUnavailable("The DNS server 127.0.0.1 did not answer");
    }

    @Test
    void aSecretThatOthersCanReadIsNotUsed() throws IOException {
        Files.setPosixFilePermissions(folder.resolve("tsig.secret"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(this::set).isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
            assertThat(failure.getType()).isEqualTo(FailureCode.MISCONFIGURED.name());
            assertThat(failure.getOriginalMessage()).contains("chmod 600").doesNotContain(SECRET);
        });
    }

    @Test
    void whatTheWorkersFleetFileDoesNotSayIsNotSet() {
        DnsRecordActivities others = new DnsRecordActivities(
                cloud -> {
                    throw new AssertionError(cloud);
                },
                wanted -> false);

        assertThatThrownBy(() -> others.set(wanted("https://hub.example.org")))
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.getType()).isEqualTo(FailureCode.REFUSED.name()));
        assertThat(server.updates).isEmpty();
    }

    private void assertUnavailable(String words) {
        assertThatThrownBy(this::set).isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
            assertThat(failure.getType()).isEqualTo(FailureCode.UNAVAILABLE.name());
            assertThat(failure.getOriginalMessage()).contains(words);
        });
    }

    private String left() {
        RecordsSet set = set();
        assertThat(set.done()).isEmpty();
        assertThat(set.left()).hasSize(1);
        return set.left().get(0);
    }

    private RecordsSet set() {
        return set("https://hub.example.org");
    }

    private RecordsSet set(String... urls) {
        return records().set(wanted(urls));
    }

    /** As before a rebuild, whose address nobody knows. */
    private RecordsSet rehearse() {
        return records().rehearse(wanted(List.of("https://hub.example.org"), List.of()));
    }

    private static DnsRecordActivities records() {
        return new DnsRecordActivities(
                cloud -> {
                    throw new AssertionError(cloud);
                },
                wanted -> true);
    }

    private RecordsWanted wanted(String... urls) {
        return wanted(List.of(urls), List.of(NEW));
    }

    private RecordsWanted wanted(List<String> urls, List<String> addresses) {
        Rfc2136Provider provider = new Rfc2136Provider(
                "127.0.0.1",
                server.port(),
                "example.org",
                "rekindle",
                "hmac-sha256",
                folder.resolve("tsig.secret").toString(),
                List.of("198.51.100.0/24", "2001:db8::/32"));
        return new RecordsWanted("hubs", "science-cloud", provider, urls, addresses, Duration.ofSeconds(20));
    }

    private static List<String> lines(Message message, int section) {
        return message.getSection(section).stream()
                .map(record -> record.toString().replaceAll("\\s+", " ").strip())
                .toList();
    }
}
