// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.cloudsfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rekindle.activities.openstack.FailureAssertions.failure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openstack4j.api.types.Facing;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.activities.openstack.cloudsfile.CloudCredential.Named;
import org.rekindle.activities.openstack.cloudsfile.CloudCredential.Password;
import org.rekindle.workflows.model.run.FailureCode;

/** Files that were met in the field, and others of their kinds: read as openstacksdk 4.22 was seen to, or a fault. */
class CloudsFieldCasesTest {

    private static final String REST = """
                auth:
                  auth_url: https://one.example.org:5000/v3
                  username: ana
                  password: example-password
                  project_name: proj
                  user_domain_name: Default
                  project_domain_name: Default
            """;

    @TempDir
    Path folder;

    @Test
    void cloudsRegionValuesLieOverTheCloud() throws IOException {
        CloudEntry entry = field("clouds-region-values-two-keystones");

        assertThat(entry.authUrl()).isEqualTo(URI.create("https://two.example.org:5000/v3"));
        assertThat(entry.facing()).isEqualTo(Facing.INTERNAL);
        assertThat(entry.region()).isEqualTo("RegionOne");
        assertThat(field("clouds-region-values-only-there").authUrl())
                .isEqualTo(URI.create("https://one.example.org:5000/v3"));
    }

    @Test
    void cloudsRegionListIsReadAsItsFirst() throws IOException {
        assertThat(field("clouds-region-list-list").region()).isEqualTo("RegionOne");
        assertThat(field("clouds-region-list-comma").region()).isEqualTo("RegionOne");
        assertThat(field("clouds-region-list-both").region()).isEqualTo("RegionTwo");
    }

    @Test
    void cloudsEndpointOverrideIsRead() throws IOException {
        assertThat(field("clouds-endpoint-override").of(CloudService.MAGNUM).endpoint())
                .isEqualTo("https://magnum.example.org:9511/v1");
    }

    @Test
    void cloudsInsecureTrueIsNotVerified() throws IOException {
        assertThat(field("clouds-insecure-true").verify()).isFalse();
    }

    @Test
    void cloudsPasswordNullInQuotesIsAPassword() throws IOException {
        assertThat(field("clouds-password-null").credential().secret()).isEqualTo("null");
    }

    @Test
    void cloudsVerifyNoIsFalse() throws IOException {
        assertThat(field("clouds-verify-no").verify()).isFalse();
    }

    @Test
    void hostWithUnderscoreOfKeystoneIsNamedInTheFault() {
        assertThat(failure(FailureCode.MISCONFIGURED, () -> field("host-with-underscore")))
                .hasMessageContaining("line 4: clouds.js2.auth.auth_url: the host name \"keystone_api.openstack.svc\"")
                .hasMessageContaining("underscore");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "region_name: [RegionOne, RegionTwo] | RegionOne",
                "region_name: 'RegionOne, RegionTwo' | RegionOne",
                "region_name: 1 | 1",
                "region_name: '' |",
                "region_name: [] |",
                "regions: [] |",
                "{regions: [], region_name: RegionOne} |",
                "regions: [{name: RegionOne}] | RegionOne",
                "regions: [{name: RegionOne, values: {region_name: Other}}, {name: RegionTwo}] | RegionOne",
                "regions: [{name: RegionOne, values: }] | RegionOne",
                "region_name: [{name: RegionOne, values: {interface: public}}] | RegionOne",
            })
    void regionsOfTheKindAreReadAsOpenstacksdkDoes(String settings, String region) throws IOException {
        assertThat(read(settings).region()).isEqualTo(region);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "regions: ",
                "regions: RegionOne",
                "regions: [{values: {}}]",
                "regions: [{name: a, vals: {}}]",
                "regions: [{name: a, values: [b]}]",
                "regions: [[a]]",
                "regions: [null]",
                "regions: [{name: }]",
                "regions: ['  ']",
                "region_name: ",
                "region_name: no",
                "region_name: 0123",
                "region_name: {a: b}",
                "interface: ",
                "interface: ''",
                "interface: []",
                "interface: [public, null]",
                "interface: yes",
                "interface: private",
                "endpoint_type: 5",
                "container_infra_interface: nowhere",
                "container_infra_endpoint_override: magnum.example.org:9511",
                "container_infra_endpoint_override: [a]",
                "container_infra_endpoint_override: https://magnum_api.example.org/v1",
                "verify: 'false'",
                "verify: ''",
                "verify: 0",
                "verify: [true]",
                "insecure: 1",
                "insecure: []",
                "auth_type: ",
                "auth_type: none",
                "auth_type: [password]",
                "auth_plugin: v3password",
                "cacert: [a]",
                "cacert: /",
                "cert: client.pem",
                "profile: [a]",
                "profile: yes",
            })
    void whatCannotBeReadIsAFaultWithLineAndKey(String settings) {
        String key = settings.substring(0, settings.indexOf(':'));

        assertThat(faults(settings))
                .isNotEmpty()
                .allMatch(fault -> fault.startsWith(folder.resolve("clouds.yaml") + ", line 3: clouds.js2." + key))
                .allMatch(fault -> fault.endsWith("."));
    }

    @ParameterizedTest
    @CsvSource({
        "verify: yes, true",
        "verify: ON, true",
        "verify: off, false",
        "verify: False, false",
        "verify: ~, true",
        "insecure: on, false",
        "insecure: 'true', false",
        "insecure: 'yes', true",
        "insecure: no, true",
        "insecure: , true",
        "'{insecure: true, verify: true}', false",
    })
    void truthIsReadByYamlOneOne(String settings, boolean verify) throws IOException {
        assertThat(read(settings).verify()).isEqualTo(verify);
    }

    @Test
    void aListOfInterfacesIsAnOrderAndTheOlderKeyCountsMore() throws IOException {
        assertThat(read("interface: [internal, publicURL]").facings()).containsExactly(Facing.INTERNAL, Facing.PUBLIC);
        assertThat(read("{interface: admin, endpoint_type: internalURL}").facings())
                .containsExactly(Facing.INTERNAL);
        assertThat(read("{image_endpoint_type: admin, image_interface: internal}")
                        .of(CloudService.IMAGE)
                        .facings())
                .containsExactly(Facing.INTERNAL);
        assertThat(read("{image_interface: internal, image_endpoint_type: admin}")
                        .of(CloudService.IMAGE)
                        .facings())
                .containsExactly(Facing.ADMIN);
        assertThat(read("container-infra_interface: internal")
                        .of(CloudService.MAGNUM)
                        .facings())
                .containsExactly(Facing.INTERNAL);
    }

    @ParameterizedTest
    @CsvSource({
        "https://one.example.org:5000, https://one.example.org:5000/v3",
        "https://one.example.org:5000/, https://one.example.org:5000/v3",
        "https://one.example.org/identity/v3//, https://one.example.org/identity/v3",
        "https://one.example.org/identity, https://one.example.org/identity/v3",
        "HTTPS://ONE.example.org/v2.0, https://one.example.org/v3",
        "'https://[2001:db8::1]:5000/v3', 'https://[2001:db8::1]:5000/v3'",
        "'https://{region_name}.example.org/v3', https://r1.example.org/v3",
    })
    void anAddressOfKeystoneIsReadInAllItsForms(String written, URI expected) throws IOException {
        write(REST.replace("https://one.example.org:5000/v3", "'" + written + "'") + "    region_name: R1\n");

        assertThat(new CloudsFile(folder.resolve("clouds.yaml")).read("js2").authUrl())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one.example.org:5000/v3",
                "ftp://one.example.org",
                "https://ana:s3cret-canary@one.example.org/v3",
                "https://",
                "https://:5000/v3",
                "https://one.example.org:0/v3",
                "https://{nothing}.example.org/v3",
                " https://one.example.org",
                "{}",
            })
    void noAddressOfKeystoneIsAFaultWithItsLineThatQuotesNoPassword(String written) throws IOException {
        write(REST.replace("https://one.example.org:5000/v3", "'" + written + "'"));

        assertThat(new CloudsFile(folder.resolve("clouds.yaml")).faults("js2"))
                .singleElement()
                .asString()
                .startsWith(folder.resolve("clouds.yaml") + ", line 4: clouds.js2.auth.auth_url: ")
                .doesNotContain("s3cret-canary");
    }

    /** So openstacksdk and keystoneauth do: of projects and domains what stands beside auth, and an id before a name. */
    @Test
    void ofTwoThatDifferTheSameCountsAsForOpenstacksdk() throws IOException {
        write(REST + "    project_name: outer\n    username: outer\n    domain_id: d1\n    tenant_id: \n");

        assertThat(new CloudsFile(folder.resolve("clouds.yaml")).read("js2").credential())
                .isEqualTo(new Password(
                        new Named(null, "ana", new Named.Domain("d1", null)),
                        "example-password",
                        new Named(null, "outer", new Named.Domain("d1", null))));
    }

    @Test
    void aFaultInSecureYamlNamesThatFile() throws IOException {
        write(REST);
        Files.writeString(folder.resolve("secure.yaml"), "clouds:\n  js2:\n    auth: {password: 0123}\n");

        assertThat(new CloudsFile(folder.resolve("clouds.yaml")).faults("js2"))
                .first()
                .asString()
                .startsWith(folder.resolve("secure.yaml") + ", line 3: clouds.js2.auth.password: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clouds: {js2: 5}",
                "clouds: {js2: }",
                "clouds: {js2: [a]}",
                "clouds: {js2: {auth: }}",
                "clouds: {js2: {auth: [a]}}",
                "clouds: {js2: {auth: text}}",
                "clouds: [js2]",
                "clouds:",
                "\tclouds: {}",
                "clouds: {js2: {}}\n---\nclouds: {}",
                "clouds: {js2: {auth: {}, auth: {}}}",
                "",
                "just text",
            })
    void aFileThatIsOddAsAWholeIsAFault(String text) throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), text);

        assertThat(new CloudsFile(folder.resolve("clouds.yaml")).faults("js2"))
                .isNotEmpty()
                .allMatch(
                        fault -> fault.startsWith(folder.resolve("clouds.yaml").toString()));
    }

    /** As a template that was not rendered: to the parser its braces are a map. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!str {{ vault_password }}",
                "!!str {vault: s3cret-canary}",
                "!!str [s3cret-canary]",
                "!!null {b: s3cret-canary}",
                "!!int [s3cret-canary]",
                "!!map [s3cret-canary]",
                "!!map s3cret-canary",
                "!!seq {b: s3cret-canary}",
                "!!seq s3cret-canary",
                "!!timestamp {b: s3cret-canary}",
            })
    void aTagOfAnotherKindIsAFaultWithItsLine(String password) throws IOException {
        Path file = Files.writeString(
                folder.resolve("clouds.yaml"), "clouds:\n  js2:\n    auth:\n      password: " + password + "\n");

        assertThat(new CloudsFile(file).faults("js2"))
                .singleElement()
                .asString()
                .startsWith(file + ", line 4: this is not YAML, or not plain YAML")
                .doesNotContain("s3cret-canary");
    }

    /** As openstacksdk, which takes the first that is there of .yaml, .yml and .json. */
    @ParameterizedTest
    @CsvSource({
        "clouds.yaml, secure.yaml",
        "clouds.yaml, secure.yml",
        "clouds.yml, secure.yml",
        "clouds.yml, secure.yaml",
        "clouds.yml, secure.json",
        "clouds.json, secure.yaml",
        "clouds, secure.yml",
        "clouds.conf, secure.conf",
        "clouds.conf, secure.yaml"
    })
    void secretsAndProfilesMayHaveAnotherEnding(String ours, String secrets) throws IOException {
        Path file = Files.writeString(folder.resolve(ours), "{clouds: {js2: {profile: p}}}");
        Files.writeString(folder.resolve(secrets), "{clouds: {js2: {auth: {password: x, user_id: u, project_id: p}}}}");
        Files.writeString(
                folder.resolve(secrets.replace("secure", "clouds-public")),
                "{public-clouds: {p: {auth: {auth_url: 'https://p.example.org/v3'}}}}");

        assertThat(new CloudsFile(file).faults("js2")).isEmpty();
    }

    @Test
    void ofSeveralFilesBesideItTheOneWithItsOwnEndingGoesFirst() throws IOException {
        Path file = Files.writeString(
                folder.resolve("clouds.yml"),
                "clouds: {js2: {auth: {auth_url: 'https://a', user_id: u, project_id: p}}}");
        Files.writeString(folder.resolve("secure.yml"), "clouds: {js2: {auth: {password: own}}}");
        Files.writeString(folder.resolve("secure.yaml"), "clouds: {js2: {auth: {password: other}}}");

        assertThat(new CloudsFile(file).read("js2").credential())
                .isInstanceOfSatisfying(
                        CloudCredential.Password.class,
                        login -> assertThat(login.password()).isEqualTo("own"));
    }

    @Test
    void aByteOrderMarkIsNoFault() throws IOException {
        write(REST);
        Path file = folder.resolve("clouds.yaml");
        Files.writeString(file, "\uFEFF" + Files.readString(file));

        assertThat(new CloudsFile(file).faults("js2")).isEmpty();
    }

    private CloudEntry field(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream(name + ".yaml"))) {
            Files.write(folder.resolve("clouds.yaml"), file.readAllBytes());
        }
        return new CloudsFile(folder.resolve("clouds.yaml")).read("js2");
    }

    /** @param settings one key, or several as a map in braces */
    private CloudEntry read(String settings) throws IOException {
        write(settings, REST);
        return new CloudsFile(folder.resolve("clouds.yaml")).read("js2");
    }

    private List<String> faults(String settings) {
        try {
            write(settings, REST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CloudsFile(folder.resolve("clouds.yaml")).faults("js2");
    }

    private void write(String settings, String rest) throws IOException {
        String merged = settings.startsWith("{") ? "<<: " + settings : settings;
        Files.writeString(folder.resolve("clouds.yaml"), "clouds:\n  js2:\n    " + merged + "\n" + rest);
    }

    private void write(String rest) throws IOException {
        Files.writeString(folder.resolve("clouds.yaml"), "clouds:\n  js2:\n" + rest);
    }
}
