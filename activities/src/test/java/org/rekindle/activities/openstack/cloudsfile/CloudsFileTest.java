// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.cloudsfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.activities.openstack.FailureAssertions.failure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openstack4j.api.types.Facing;
import org.rekindle.activities.openstack.FakeCloud;
import org.rekindle.activities.openstack.TestCertificates;
import org.rekindle.activities.openstack.cloudsfile.CloudCredential.Application;
import org.rekindle.activities.openstack.cloudsfile.CloudCredential.Named;
import org.rekindle.activities.openstack.cloudsfile.CloudCredential.Password;
import org.rekindle.workflows.model.run.FailureCode;

class CloudsFileTest {

    private static final String SECRET = FakeCloud.PASSWORD;

    @TempDir
    Path folder;

    @Test
    void readsAPasswordFromSecureYaml() throws IOException {
        write("clouds.yaml", """
                clouds:
                  demo:
                    region_name: RegionOne
                    interface: internal
                    identity_api_version: 3
                    auth:
                      auth_url: https://cloud.example:5000
                      username: operator
                      project_name: binder
                      user_domain_name: Default
                      project_domain_id: default
                """);
        write("secure.yaml", "clouds: {demo: {auth: {password: " + SECRET + "}}}");

        CloudEntry entry = read("demo");

        assertThat(entry)
                .isEqualTo(new CloudEntry(
                        "demo",
                        folder.resolve("clouds.yaml"),
                        URI.create("https://cloud.example:5000/v3"),
                        new Password(
                                new Named(null, "operator", new Named.Domain(null, "Default")),
                                SECRET,
                                new Named(null, "binder", new Named.Domain("default", null))),
                        "RegionOne",
                        Facing.INTERNAL,
                        null,
                        true));
        assertThat(entry.toString() + entry.credential()).doesNotContain(SECRET);
    }

    @Test
    void readsAnApplicationCredential() throws IOException {
        write("clouds.yaml", """
                clouds:
                  demo:
                    auth_type: v3applicationcredential
                    auth:
                      auth_url: https://cloud.example/identity/v3/
                      application_credential_id: ac-1
                      application_credential_secret: %s
                """.formatted(SECRET));

        CloudEntry entry = read("demo");

        assertThat(entry.credential()).isEqualTo(new Application("ac-1", null, null, SECRET));
        assertThat(entry.credential().toString()).isEqualTo("application credential ac-1");
        assertThat(entry.authUrl()).isEqualTo(URI.create("https://cloud.example/identity/v3"));
        assertThat(entry.facing()).isEqualTo(Facing.PUBLIC);
        assertThat(entry.region()).isNull();
    }

    @Test
    void laysTheCloudOverItsProfileAndTakesTheFirstRegion() throws IOException {
        write("clouds-public.yaml", """
                public-clouds:
                  jetstream:
                    auth:
                      auth_url: https://js2.example:5000/v2.0
                      user_domain_name: access
                      project_domain_name: access
                    regions: [{name: IU}, {name: other}]
                    interface: admin
                """);
        write("clouds.yaml", """
                clouds:
                  demo:
                    profile: jetstream
                    interface: publicURL
                    auth: {username: me, project-name: mine, password: %s}
                """.formatted(SECRET));

        CloudEntry entry = read("demo");

        assertThat(entry.authUrl()).isEqualTo(URI.create("https://js2.example:5000/v3"));
        assertThat(entry.region()).isEqualTo("IU");
        assertThat(entry.facing()).isEqualTo(Facing.PUBLIC);
        assertThat(entry.credential())
                .isEqualTo(new Password(
                        new Named(null, "me", new Named.Domain(null, "access")),
                        SECRET,
                        new Named(null, "mine", new Named.Domain(null, "access"))));
    }

    @Test
    void readsTrust() throws IOException {
        Path authority = write("ca.pem", TestCertificates.pem(new TestCertificates("private").certificate()));
        write("clouds.yaml", """
                clouds:
                  private: {cacert: ca.pem, auth: {auth_url: "https://a", user_id: u, project_id: p, password: x}}
                  open: {verify: false, auth: {auth_url: "https://a", user_id: u, project_id: p, password: x}}
                """);

        assertThat(read("private").authority()).isEqualTo(authority);
        assertThat(read("private").verify()).isTrue();
        assertThat(read("open").verify()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rubbish", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void tellsAFileOfAuthoritiesThatHoldsNone(String text) throws IOException {
        Path authority = write("ca.pem", text);
        write("clouds.yaml", """
                clouds:
                  private: {cacert: ca.pem, auth: {auth_url: "https://a", user_id: u, project_id: p, password: x}}
                """);

        assertThat(new CloudsFile(folder.resolve("clouds.yaml")).faults("private"))
                .singleElement()
                .asString()
                .contains(", line 2: clouds.private.cacert: " + authority + " holds no certificate in PEM");
    }

    @Test
    void tellsEveryFaultAtOnce() throws IOException {
        write("clouds.yaml", """
                clouds:
                  demo:
                    profile: nowhere
                    interface: sideways
                    identity_api_version: 2
                    verify: perhaps
                    cacert: missing.pem
                    auth:
                      auth_url: cloud.example
                      username: operator
                """);

        assertThat(new CloudsFile(folder.resolve("clouds.yaml")).faults("demo"))
                .hasSize(9)
                .allSatisfy(fault -> assertThat(fault)
                        .matches("\\Q" + folder.resolve("clouds.yaml") + "\\E(, line \\d+)?: clouds\\.demo\\..*"))
                .anyMatch(fault -> fault.contains(
                        ".profile: there is no profile nowhere in " + folder.resolve("clouds-public.yaml")))
                .anyMatch(fault -> fault.contains("line 9: clouds.demo.auth.auth_url: it is not an http or https URL"))
                .anyMatch(fault -> fault.contains(".auth.user_domain_name: it is missing"))
                .anyMatch(fault -> fault.contains(".auth.project_name: it is missing; give project_name or project_id"))
                .anyMatch(fault -> fault.contains(".auth.password: it is missing; put it into secure.yaml"))
                .anyMatch(fault ->
                        fault.contains(".interface: sideways is not an interface; use public, internal or admin"))
                .anyMatch(fault -> fault.contains(".identity_api_version: 2 is not supported; use 3"))
                .anyMatch(fault -> fault.contains(".verify: it is neither true nor false"))
                .anyMatch(fault -> fault.contains(".cacert: " + folder.resolve("missing.pem") + " cannot be read"));
        assertThat(failure(FailureCode.MISCONFIGURED, () -> read("demo"))
                        .getOriginalMessage()
                        .lines())
                .hasSize(9);
    }

    @ParameterizedTest
    @CsvSource({
        "v3oidcpassword, .auth_type: v3oidcpassword is not supported",
        "password, .auth.username: it is missing; give username or user_id",
        "v3applicationcredential, .auth.application_credential_id: it is missing"
    })
    void tellsWhatALoginLacks(String type, String fault) throws IOException {
        write("clouds.yaml", "clouds: {demo: {auth_type: " + type + ", auth: {auth_url: 'https://a'}}}");

        assertThat(new CloudsFile(folder.resolve("clouds.yaml")).faults("demo"))
                .anyMatch(found -> found.contains(fault));
    }

    @Test
    void asksForTheTypeOfAnApplicationCredential() throws IOException {
        write(
                "clouds.yaml",
                "clouds: {demo: {auth: {auth_url: 'https://a', application_credential_id: i,"
                        + " application_credential_secret: " + SECRET + "}}}");

        assertThat(new CloudsFile(folder.resolve("clouds.yaml")).faults("demo"))
                .singleElement()
                .asString()
                .endsWith("add auth_type: v3applicationcredential.");
    }

    @Test
    void tellsACloudThatIsNotThere() throws IOException {
        write("clouds.yaml", "clouds: {one: {}, two: {}}");

        assertThat(failure(FailureCode.MISCONFIGURED, () -> read("demo")))
                .hasMessageContaining("clouds.demo: there is no such cloud, only one, two");
    }

    @Test
    void tellsAFileThatIsNotThereOrIsNotYamlWithoutQuotingIt() throws IOException {
        assertThat(failure(FailureCode.MISCONFIGURED, () -> read("demo")))
                .hasMessageContaining(folder.resolve("clouds.yaml") + ": it cannot be read");

        write("clouds.yaml", "clouds:\n  demo:\n    auth: {password: " + SECRET + "]\n");
        assertThat(failure(FailureCode.MISCONFIGURED, () -> read("demo")))
                .hasMessageContaining("clouds.yaml, line 3: this is not YAML");

        write("clouds.yaml", "- a list");
        assertThat(failure(FailureCode.MISCONFIGURED, () -> read("demo")))
                .hasMessageContaining("clouds: there is no such section");
    }

    @Test
    void readsWhatAnAliasStandsFor() throws IOException {
        write("clouds.yaml", """
                pw: &pw %s
                urls: &urls {auth_url: 'https://a'}
                clouds:
                  demo: {auth: {<<: *urls, user_id: u, project_id: p, password: *pw}}
                """.formatted(SECRET));

        assertThat(read("demo").credential())
                .isEqualTo(new Password(new Named("u", null, null), SECRET, new Named("p", null, null)));
        assertThat(read("demo").authUrl()).isEqualTo(URI.create("https://a/v3"));
    }

    @Test
    void mergesAsYamlDoesTheKeysOfItsOwnOnTop() throws IOException {
        write("clouds.yaml", """
                one: &one {user_id: of-one, project_id: of-one}
                two: &two {user_id: of-two, project_id: of-two, auth_url: 'https://two'}
                clouds:
                  demo: {auth: {password: x, <<: [*one, *two], project_id: own}}
                """);

        assertThat(read("demo").credential())
                .isEqualTo(new Password(new Named("of-one", null, null), "x", new Named("own", null, null)));
        assertThat(read("demo").authUrl()).isEqualTo(URI.create("https://two/v3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345",
                "1e5",
                "!!int 12",
                "!!str 0123",
                "1.5",
                "-7",
                "y",
                "n",
                "0o17",
                "s3cret#x",
                "a:b",
                "null0"
            })
    void takesASecretAsItIsWrittenWhereOpenstacksdkDoesToo(String written) throws IOException {
        write(
                "clouds.yaml",
                "clouds: {demo: {auth: {auth_url: 'https://a', user_id: u, project_id: p, password: " + written
                        + "}}}");

        assertThat(read("demo").credential().secret()).isEqualTo(written.replaceFirst("!!\\w+ ", ""));
    }

    /** openstacksdk sends 83 for 0123, True for yes, and a date not at all; quotes settle it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123",
                "0x1F",
                "0b11",
                "1_000",
                "1.50",
                "-.inf",
                "1:30",
                "+5",
                "2026-01-01",
                "2026-01-01 10:00:00",
                "yes",
                "off",
                "True",
                "[a]",
                "{a: b}"
            })
    void aSecretThatIsNoTextToYamlIsAFaultWithItsLine(String written) throws IOException {
        write("clouds.yaml", """
                clouds:
                  demo:
                    auth:
                      {auth_url: 'https://a', user_id: u, project_id: p,
                      password: %s}
                """.formatted(written));

        assertThat(new CloudsFile(folder.resolve("clouds.yaml")).faults("demo"))
                .first()
                .asString()
                .startsWith(folder.resolve("clouds.yaml") + ", line 5: clouds.demo.auth.password: it is ")
                .matches(".*; (put it into quotes|write one value)\\.")
                .doesNotContain(": " + written);
        write("clouds.yaml", """
                clouds: {demo: {auth: {auth_url: 'https://a', user_id: u, project_id: p, password: '%s'}}}
                """.formatted(written));
        assertThat(read("demo").credential().secret()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*" + SECRET,
                "&" + SECRET + " *" + SECRET + "2",
                "!" + SECRET + " x",
                "!!python/object:" + SECRET + " x",
                "!!binary " + SECRET,
                "%" + SECRET,
                "@" + SECRET,
                "`" + SECRET,
                "\"" + SECRET,
                "\"\\q" + SECRET + "\"",
                "\"\\UFFFFFFFF" + SECRET + "\"",
                "a: " + SECRET,
                SECRET + "]",
                "x, password: " + SECRET,
                "x, <<: " + SECRET,
                "x, ? [" + SECRET + "] : y"
            })
    void tellsTheLineOfWhatIsNotPlainYamlAndNothingOfTheFile(String written) throws IOException {
        for (String name : new String[] {"clouds.yaml", "secure.yaml"}) {
            write("clouds.yaml", "clouds: {demo: {auth: {auth_url: 'https://a', user_id: u, project_id: p}}}");
            write("secure.yaml", "clouds: {}");
            write(name, "clouds:\n  demo:\n    auth: {password: " + written + "}\n");

            assertThat(new CloudsFile(folder.resolve("clouds.yaml")).faults("demo"))
                    .first()
                    .asString()
                    .startsWith(folder.resolve(name) + "")
                    .contains("; ")
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void asksForQuotesAroundAPasswordThatBeginsWithAStar() throws IOException {
        write("clouds.yaml", "clouds:\n  demo:\n    auth:\n      password: *" + SECRET + "\n");

        assertThat(failure(FailureCode.MISCONFIGURED, () -> read("demo")).getOriginalMessage())
                .startsWith(folder.resolve("clouds.yaml") + ", line 4: this is not YAML, or not plain YAML; ")
                .contains("single quotes")
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void refusesWhatWouldTakeAllMemoryOrStack(String text) throws IOException {
        write("clouds.yaml", text);

        assertThat(failure(FailureCode.MISCONFIGURED, () -> read("demo")).getOriginalMessage())
                .startsWith(folder.resolve("clouds.yaml").toString());
    }

    static Stream<String> tooMuch() {
        StringBuilder laughs = new StringBuilder("x0: &x0 [a, a]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("x%d: &x%d [*x%d, *x%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return Stream.of(
                laughs + "clouds: {demo: {}}\n",
                "[".repeat(20_000),
                "a: &a {b: *a}\nclouds: {demo: {}}\n",
                "a: &a [*a]\nclouds: {demo: {}}\n",
                "clouds: {demo: {}} # " + "x".repeat(2_000_000),
                "clouds: {demo: \u0000}");
    }

    private CloudEntry read(String cloud) {
        return new CloudsFile(folder.resolve("clouds.yaml")).read(cloud);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }
}
