// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rekindle.activities.approval.ApprovalRules;
import org.rekindle.activities.approval.SignerKey;
import org.rekindle.worker.webhook.ReceiverServer;

/** The people of a fleet file and the keys by which they approve. */
class PeopleTest {

    private static final String ANA =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII70exp7MeEjRCOoSS/t6ul0ta1qj0+7qkl9nt4W/f+8 ana@laptop";
    private static final String BEN =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDc+o3nZHHxLoGq8Bu2SVn2ukLsQx2DCVLt0+5Cjumig ben@laptop";
    private static final String SHORT_RSA = "ssh-rsa"
            + " AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7u1YI/gJJ5JQw/vR1eM1Fh1Vf8IOZCirqSrTy2C1VK0Pba7mymtBmyTbxCgXPoATucsJX"
            + "RsyqGiy0JnZFh3KIzqxI1d+cEePFUrSiPY+oUNRrs+vPdPb/CTyR1eKlZg7xNAr60eJ4+PsfZScqWELE8TFAlxu60vUtKl96OQBf3Q==";
    private static final String HEAD = "openstack: {cloudsFile: clouds.yaml}\n";
    private static final String PAGE = page("https://rekindle.example.org");
    private static final String CLUSTER = "clusters:\n  a:\n    cloud: jetstream2\n    magnum: m\n    templates: [t]\n";

    @TempDir
    private Path folder;

    private FleetFolder fleet;

    @BeforeEach
    void fill() throws IOException {
        fleet = FleetFolder.in(folder);
        ReceiverServer.secret(folder, "page.password", "S3cretCanaryOfPage");
    }

    @Test
    void withoutKeysNamesAreClaims() throws IOException {
        FleetFile read = FleetFile.read(fleet.write(HEAD + CLUSTER));

        assertThat(read.signers().isEmpty()).isTrue();
        assertThat(read.profiles().get("a").policy().approval().signed()).isFalse();
    }

    @Test
    void withAKeyEveryClusterNeedsSignatures() throws IOException {
        FleetFile read = FleetFile.read(fleet.write(HEAD + people(ANA, BEN) + CLUSTER
                + "    policy: {approval: {approvers: [ben]}}\n"
                + "  b: {cloud: jetstream2, magnum: n, templates: [t]}\n"));

        assertThat(read.signers().keys()).extracting(SignerKey::person).containsExactly("ana", "ben");
        assertThat(read.profiles().values())
                .allSatisfy(
                        each -> assertThat(each.policy().approval().signed()).isTrue());
    }

    @Test
    void keysComeFromAFileOfOpenSshToo() throws IOException {
        Files.writeString(folder.resolve("signers"), "# on call\nben namespaces=\"rekindle,git\" " + BEN + "\n");
        FleetFile read = FleetFile.read(fleet.write(
                HEAD + "allowedSigners: signers\npeople:\n  - {name: ana, keys: [" + ANA + "]}\n" + CLUSTER));

        assertThat(read.signers().keys()).extracting(SignerKey::person).containsExactly("ana", "ben");
    }

    @Test
    void aPersonWithoutKeysSignsNothing() throws IOException {
        String mail = "people:\n  - {name: cleo, email: cleo@example.org}\n";

        FleetFile claims = FleetFile.read(
                fleet.write(HEAD + mail + CLUSTER + "    policy: {approval: {approvers: [cleo], needed: 1}}\n"));
        assertThat(claims.signers().isEmpty()).isTrue();
        assertThat(claims.profiles().get("a").policy().approval().signed()).isFalse();

        String withKeys = HEAD + mail + "  - {name: ana, keys: [" + ANA + "]}\n" + CLUSTER;
        assertThat(FleetFile.read(fleet.write(withKeys)).signers().keys())
                .extracting(SignerKey::person)
                .containsExactly("ana");
        assertThat(fleet.faults(withKeys + "    policy: {approval: {approvers: [cleo]}}\n"))
                .singleElement()
                .asString()
                .contains("approvers[0]: `cleo` has no key");
        assertThat(fleet.faults(withKeys + "    policy: {approval: {needed: 2}}\n"))
                .singleElement()
                .asString()
                .contains("asks for 2 approvals of cluster a, and 1 person has a key");
    }

    @Test
    void aPasskeyIsReadAndMakesApprovalsSigned() throws IOException {
        String ben = PasskeyLines.of("the-first-passkey-of-ben");
        FleetFile read = FleetFile.read(fleet.write(HEAD + PAGE + passkeys("ben", ben) + CLUSTER));

        assertThat(read.signers().passkeys())
                .singleElement()
                .satisfies(each -> assertThat(each.person()).isEqualTo("ben"))
                .satisfies(each -> assertThat(each.site().domain()).isEqualTo("rekindle.example.org"))
                .satisfies(each -> assertThat(each.fingerprint()).startsWith("passkey SHA256:"));
        assertThat(read.profiles().get("a").policy().approval().signed()).isTrue();
    }

    @Test
    void aPasskeyThatIsTakenOutCountsNoMoreWithoutARestart() throws IOException {
        String ben = PasskeyLines.of("the-first-passkey-of-ben");
        ApprovalRules rules = FleetFile.read(fleet.write(HEAD + PAGE + passkeys("ben", ben) + CLUSTER))
                .approvalRules();
        assertThat(rules.of("a").signers().passkeys()).hasSize(1);

        fleet.write(HEAD + PAGE + person("ana", ANA) + CLUSTER);
        assertThat(rules.of("a").signers().passkeys()).isEmpty();
    }

    static Stream<Arguments> faultsOfPasskeys() {
        String passkey = PasskeyLines.of("the-first-passkey-of-ben");
        return Stream.of(
                arguments(
                        passkeys("ben", passkey),
                        "3: people[0].passkeys[0]: is made for the address of the worker's pages"),
                arguments(
                        PAGE + passkeys("ben", "passkey:abc"),
                        "4: people[0].passkeys[0]: is no passkey; write the whole text"),
                arguments(PAGE + passkeys("ben", ANA), "4: people[0].passkeys[0]: is no passkey"),
                arguments(
                        PAGE + passkeys("ben", passkey) + "  - {name: ana, passkeys: [\"" + passkey + "\"]}\n",
                        "5: people[1].passkeys[0]: is the same key as that of `ben`, so that two approvals could be"
                                + " one person's"),
                arguments(
                        PAGE + "people:\n  - {name: ben, passkeys: [\"" + passkey + "\", \"" + passkey + "\"]}\n",
                        "4: people[0].passkeys[1]: is there twice"));
    }

    @ParameterizedTest
    @MethodSource("faultsOfPasskeys")
    void aFaultOfAPasskeyHasItsLineAndItsCure(String people, String fault) throws IOException {
        Path file = fleet.write(HEAD + people + CLUSTER);

        assertThatThrownBy(() -> FleetFile.read(file)).hasMessageContaining(file + ":" + fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rekindle.example.org",
                "http://rekindle.example.org",
                "https://rekindle.example.org/",
                "https://rekindle.example.org/pages",
                "https://Rekindle.example.org",
                "https://rekindle.example.org:443",
                "https://10.0.0.7",
                "http://127.0.0.1:8480",
                "https://localhost.evil.example.org:8480/#"
            })
    void anAddressThatNoBrowserWritesLikeThatIsAFault(String address) throws IOException {
        Path file = fleet.write(HEAD + page(address) + CLUSTER);

        assertThatThrownBy(() -> FleetFile.read(file))
                .hasMessageContaining("2: page.address")
                .hasMessageContaining("write it as browsers do");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://rekindle.example.org", "https://a.b-c.org:8443", "http://localhost:8480"})
    void theAddressOfThePagesIsReadAsItIs(String address) throws IOException {
        FleetFile read = FleetFile.read(fleet.write(HEAD + page(address) + CLUSTER));

        assertThat(read.pageSite()).isNotNull();
        assertThat(read.pageSite().origin()).isEqualTo(address);
    }

    @Test
    void anAddressElsewhereNeedsALogin() throws IOException {
        String open = "page: {address: \"https://rekindle.example.org\"}\n";

        assertThat(fleet.faults(HEAD + open + CLUSTER))
                .singleElement()
                .asString()
                .contains("2: page.address: is open to all who reach the proxy in front", "passwordFile");
    }

    private static String page(String address) {
        return "page: {address: \"" + address + "\", login: {user: ops, passwordFile: page.password}}\n";
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(
                        person("ana", "ssh-ed25520 AAAA"),
                        "3: people[0].keys[0]: begins with no known type of key; use one of"),
                arguments(person("ana", "ssh-dss AAAAB3NzaC1kc3MAAACB"), "3: people[0].keys[0]: is a DSA key"),
                arguments(
                        person("ana", "ssh-ed25519-cert-v01@openssh.com AAAA"),
                        "3: people[0].keys[0]: is a certificate"),
                arguments(
                        person("ana", SHORT_RSA),
                        "3: people[0].keys[0]: is an RSA key of 1024 bits, which is too short"),
                arguments(person("ana", ANA.substring(0, 60)), "3: people[0].keys[0]: is broken"),
                arguments(person("ana", ANA.replace("AAAAC3Nz", "AAAAC3N!")), "3: people[0].keys[0]: is broken"),
                arguments(
                        person("ana", ANA.replace("ssh-ed25519", "ecdsa-sha2-nistp256")),
                        "3: people[0].keys[0]: is broken"),
                arguments(
                        person("ana", "ssh-ed25519"), "3: people[0].keys[0]: is not a whole key; write the whole line"),
                arguments(
                        person("ana", "-----BEGIN OPENSSH PRIVATE KEY-----"),
                        "3: people[0].keys[0]: is a private key, which belongs into no file but its owner's"),
                arguments(person("ana, ben", ANA), "3: people[0].name: "),
                arguments(person("Policy", ANA), "3: people[0].name: is `policy`, by which this file itself approves"),
                arguments(
                        person("ana", ANA) + "  - {name: Ana, keys: [" + BEN + "]}\n",
                        "4: people[1].name: `Ana` is there twice; list all keys of a person in one place"),
                arguments(
                        person("ana", ANA) + "  - {name: ben, keys: [" + ANA + "]}\n",
                        "4: people[1].keys[0]: is the same key as that of `ana`, so that two approvals could be one"
                                + " person's"),
                arguments(
                        "people:\n  - {name: ana, keys: [" + ANA + ", " + ANA + "]}\n",
                        "3: people[0].keys[1]: is there twice"),
                arguments(
                        "people:\n  - {name: ana}\n",
                        "3: people[0]: has no key, no passkey, no subject and no e-mail address"),
                arguments("people: []\n", "2: people: is empty"),
                arguments("allowedSigners: nowhere\n", "2: allowedSigners: the file FOLDER/nowhere cannot be read"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultHasItsLineAndItsCure(String people, String fault) throws IOException {
        Path file = fleet.write(HEAD + people + CLUSTER);

        assertThatThrownBy(() -> FleetFile.read(file))
                .isInstanceOf(FaultyFile.class)
                .hasMessageContaining(file + ":" + fault.replace("FOLDER", folder.toString()))
                .hasMessageNotContaining("AAAAC3Nz");
    }

    @Test
    void anApproverWithoutAKeyIsAFaultWhereOthersHaveOne() throws IOException {
        Path file =
                fleet.write(HEAD + people(ANA, BEN) + CLUSTER + "    policy: {approval: {approvers: [ben, cleo]}}\n");

        assertThatThrownBy(() -> FleetFile.read(file))
                .hasMessageContaining(
                        "11: clusters.a.policy.approval.approvers[1]: `cleo` has no key, and this file has keys of"
                                + " others")
                .hasMessageNotContaining("approvers[0]");
    }

    @Test
    void moreApprovalsThanPeopleWithKeysAreAFault() throws IOException {
        Path file = fleet.write(HEAD + people(ANA, BEN) + CLUSTER + "    policy: {approval: {needed: 3}}\n");

        assertThatThrownBy(() -> FleetFile.read(file))
                .hasMessageContaining(
                        "11: clusters.a.policy.approval.needed: asks for 3 approvals of cluster a, and 2 people");
    }

    static Stream<Arguments> linesOfOpenSsh() {
        return Stream.of(
                arguments("ana,ben " + ANA, "1: gives one key to more than one name"),
                arguments("*@example.org " + ANA, "1: has a pattern for a name"),
                arguments("\nana cert-authority " + ANA, "2: is a certificate authority"),
                arguments("ana verify-required " + ANA, "1: has an option that is not known"),
                arguments("ana valid-after=\"soon\" " + ANA, "1: has a valid-after that is no time"),
                arguments("ana valid-before=\"20260231\" " + ANA, "1: has a valid-before that is no time"),
                arguments(
                        "ana namespaces=\"git\",namespaces=\"rekindle\" " + ANA, "1: has the option namespaces twice"),
                arguments("a\u200bna " + ANA, "1: has a name that no approver can have"),
                arguments("`ana`|x " + ANA, "1: has a name that no approver can have"),
                arguments("ana " + ANA + "\nAna " + BEN, "2: has the name of `ana`, written in another way"),
                arguments(ANA, "1: is not a line of allowed_signers"),
                arguments("ana " + ANA + "\nben " + ANA, "2: is the same key as that of `ana`"));
    }

    @ParameterizedTest
    @MethodSource("linesOfOpenSsh")
    void aLineThatOpenSshTakesAndWeDoNotIsAFault(String lines, String fault) throws IOException {
        Path signers = Files.writeString(folder.resolve("signers"), lines);
        Path file = fleet.write(HEAD + "allowedSigners: signers\n" + CLUSTER);

        assertThatThrownBy(() -> FleetFile.read(file)).hasMessageContaining(signers + ":" + fault);
    }

    @Test
    void aNameIsOnePersonInTheFleetFileAndInTheFileOfOpenSsh() throws IOException {
        Path signers = Files.writeString(folder.resolve("signers"), "\uff21NA " + BEN);
        Path file = fleet.write(HEAD + "allowedSigners: signers\n" + person("ana", ANA) + CLUSTER);

        assertThatThrownBy(() -> FleetFile.read(file))
                .hasMessageContaining(signers + ":1: has the name of `ana`, written in another way");
    }

    @Test
    void aFileFromWindowsIsReadAsItLooks() throws IOException {
        Files.writeString(folder.resolve("signers"), "\uFEFFana " + ANA + "\r\n# old\u2028ben " + BEN + "\r\n");
        FleetFile read = FleetFile.read(fleet.write(HEAD + "allowedSigners: signers\n" + CLUSTER));

        assertThat(read.signers().keys()).extracting(SignerKey::person).containsExactly("ana");
    }

    @Test
    void whatIsNoFileOfSignersIsAFault() throws IOException {
        Files.write(folder.resolve("latin1"), new byte[] {'b', (byte) 0xe9, 'n'});
        Files.write(folder.resolve("huge"), new byte[1024 * 1024 + 1]);
        for (String[] each : new String[][] {
            {"/dev/zero", "it is no plain file"},
            {".", "it is no plain file"},
            {"latin1", "it is not text in UTF-8"},
            {"huge", "it is larger than"}
        }) {
            Path file = fleet.write(HEAD + "allowedSigners: " + each[0] + "\n" + CLUSTER);

            assertThatThrownBy(() -> FleetFile.read(file))
                    .hasMessageContaining("2: allowedSigners: the file")
                    .hasMessageContaining("cannot be read: " + each[1]);
        }
    }

    @Test
    void aFileWhoseKeysAreAllForGitIsAFaultAndNotSilence() throws IOException {
        Files.writeString(folder.resolve("signers"), "ana namespaces=\"git\" " + ANA);
        Path file = fleet.write(HEAD + "allowedSigners: signers\n" + CLUSTER);

        assertThatThrownBy(() -> FleetFile.read(file)).hasMessageContaining("has no key that may sign approvals");
    }

    @Test
    void aKeyThatIsTakenOutCountsNoMoreWithoutARestart() throws IOException {
        ApprovalRules rules =
                FleetFile.read(fleet.write(HEAD + people(ANA, BEN) + CLUSTER)).approvalRules();
        assertThat(rules.of("a").signers().keys()).hasSize(2);

        fleet.write(HEAD + person("ana", ANA) + CLUSTER);
        assertThat(rules.of("a").signers().keys()).extracting(SignerKey::person).isEqualTo(List.of("ana"));

        fleet.write(HEAD + person("ana", "ssh-ed25519") + CLUSTER);
        ApplicationFailure faulty = catchThrowableOfType(ApplicationFailure.class, () -> rules.of("a"));
        assertThat(faulty.getType()).isEqualTo("MISCONFIGURED");
        assertThat(faulty).hasMessageContaining("not known who may approve", "people[0].keys[0]");

        fleet.write(HEAD + CLUSTER.replace("  a:", "  b:"));
        assertThatThrownBy(() -> rules.of("a")).hasMessageContaining("has no cluster `a`");
    }

    @Test
    void aChannelToPeopleThatCannotBeUsedKeepsNoOneFromApproving() throws IOException {
        Files.createFile(
                folder.resolve("slack.url"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.resolve("slack.url"), "https://hooks.slack.com/services/T0/B0/secret\n");
        String notify = "notify: {channels: {ops: {slack: {urlFile: slack.url}}}, always: [ops]}\n";
        FleetFile read = FleetFile.read(fleet.write(HEAD + people(ANA, BEN) + CLUSTER + notify));

        Files.delete(folder.resolve("slack.url"));

        assertThat(read.approvalRules().of("a").signers().keys()).hasSize(2);
        assertThatThrownBy(() -> FleetFile.read(read.file())).hasMessageContaining("there is no file");
    }

    @Test
    void aSenderOfAlertsThatCannotBeUsedKeepsNoOneFromApproving() throws IOException {
        ReceiverServer.secret(folder, "pager.secret", "a-secret-for-tests-1");
        String webhooks =
                "webhooks: {receivers: {pd: {shape: pagerduty," + " auth: {bearer: {tokenFiles: [pager.secret]}}}}}\n";
        FleetFile read = FleetFile.read(fleet.write(HEAD + people(ANA, BEN) + CLUSTER + webhooks));

        Files.delete(folder.resolve("pager.secret"));

        assertThat(read.approvalRules().of("a").signers().keys()).hasSize(2);
        assertThatThrownBy(() -> FleetFile.read(read.file())).hasMessageContaining("there is no file");
    }

    private static String people(String ana, String ben) {
        return "people:\n  - name: ana\n    keys: [" + ana + "]\n  - {name: ben, keys: [" + ben + "]}\n";
    }

    private static String passkeys(String name, String passkey) {
        return "people:\n  - {name: " + name + ", passkeys: [\"" + passkey + "\"]}\n";
    }

    private static String person(String name, String key) {
        return "people:\n  - {name: \"" + name + "\", keys: [\"" + key + "\"]}\n";
    }
}
