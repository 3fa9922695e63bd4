// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.odd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.activities.openstack.client.CloudSessions;
import org.rekindle.activities.openstack.cloudsfile.CloudsFile;

/** A {@code clouds.yaml} of which each value is odd: a session opens, or there are faults with file, line, key and cure. */
@Timeout(120)
final class OddCloudsYamlTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String GOOD = """
            {"clouds": {"js2": {
              "profile": "jetstream",
              "auth_type": "password",
              "auth": {
                "auth_url": "https://one.example.org:5000/v3", "username": "ana", "password": "s3cret-canary",
                "project_name": "proj", "user_domain_name": "Default", "project_domain_id": "default"},
              "regions": [
                {"name": "RegionOne", "values": {"interface": "internal", "auth": {"auth_url": "https://two.example.org/v3"}}},
                "RegionTwo"],
              "region_name": "RegionOne",
              "interface": ["internal", "public"],
              "endpoint_type": "publicURL",
              "identity_api_version": "3",
              "verify": true,
              "insecure": false,
              "container_infra_endpoint_override": "https://magnum.example.org:9511/v1",
              "image_interface": "internal",
              "volume_region_name": "RegionTwo",
              "compute_service_type": "compute",
              "network_service_name": "neutron"}}}
            """;

    private static final String CREDENTIAL = """
            {"clouds": {"js2": {
              "auth_type": "v3applicationcredential",
              "auth": {
                "auth_url": "https://one.example.org:5000/v3", "application_credential_name": "mine",
                "user_id": "u-1", "application_credential_secret": "s3cret-canary"},
              "region_name": ["RegionOne"],
              "cacert": "ca.pem"}}}
            """;

    private static final String SECURE = """
            {"clouds": {"js2": {"auth": {"password": "s3cret-canary"}}}}
            """;

    private static final String PROFILES = """
            {"public-clouds": {"jetstream": {
              "auth": {"auth_url": "https://js2.example.org:5000/v3", "user_domain_name": "access"},
              "regions": ["IU"], "interface": "public"}}}
            """;

    private static final String AUTHORITY = """
            -----BEGIN CERTIFICATE-----
            MIIBgDCCASWgAwIBAgIUM3R9WqKi/bV5sodX+QmhNAvhEj0wCgYIKoZIzj0EAwIw
            FDESMBAGA1UEAwwJYXV0aG9yaXR5MCAXDTI2MTEyODIzMzgxNVoYDzIxMjYxMTA0
            MjMzODE1WjAUMRIwEAYDVQQDDAlhdXRob3JpdHkwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAARj2TH171c79Xm+1/OtNlkRU7I6paaxLRfE2vJhRmr2LMO7pnyM3U1M
            9aXymTWBGtPPmkq933qBhTa7k2VGjCkMo1MwUTAdBgNVHQ4EFgQUXaes6yHsY9BN
            WMlSdqVVuQUuir8wHwYDVR0jBBgwFoAUXaes6yHsY9BNWMlSdqVVuQUuir8wDwYD
            VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEApcT0XDM6Aytf6PjNKLvW
            ZOHGkUzZnBHHXVFV4ai9QOYCIQCiu1jU32Co+0Xft0yMokj3Df7E1jQHRI/zSj40
            jIs9dQ==
            -----END CERTIFICATE-----
            """;

    @TempDir
    private Path folder;

    @Test
    void everyOddValueOpensASessionOrIsAFaultWithItsKey() throws IOException {
        for (String good : List.of(GOOD, CREDENTIAL)) {
            reset(good);
            assertThat(faults()).isEmpty();
            for (OddValues.Odd odd : OddValues.of(JSON.readTree(good))) {
                write("clouds.yaml", odd.document());
                check("clouds.yaml " + odd.what());
            }
        }
    }

    @Test
    void everyOddValueOfTheFilesBesideItToo() throws IOException {
        reset(GOOD);
        for (OddValues.Odd odd : OddValues.of(JSON.readTree(SECURE))) {
            write("secure.yaml", odd.document());
            check("secure.yaml " + odd.what());
        }
        reset(GOOD);
        for (OddValues.Odd odd : OddValues.of(JSON.readTree(PROFILES))) {
            write("clouds-public.yaml", odd.document());
            check("clouds-public.yaml " + odd.what());
        }
    }

    private void check(String what) {
        List<String> faults = faults();
        for (String fault : faults) {
            OddSentences.check(what, fault);
            assertThat(fault)
                    .as(what)
                    .startsWith(folder + "/")
                    .containsPattern("\\.yaml(, line \\d+)?: (clouds|public-clouds)")
                    .endsWith(".")
                    .doesNotContain("s3cret-canary");
        }
        if (faults.isEmpty()) {
            assertThat(new CloudSessions(
                                    new CloudsFile(folder.resolve("clouds.yaml")),
                                    Duration.ofSeconds(1),
                                    Duration.ofSeconds(1),
                                    Clock.systemUTC())
                            .of("js2"))
                    .as(what)
                    .isNotNull();
        }
    }

    private List<String> faults() {
        CloudsFile file = new CloudsFile(folder.resolve("clouds.yaml"));
        List<String> faults = new ArrayList<>(file.faults("js2"));
        try {
            file.read("js2");
            assertThat(faults).isEmpty();
        } catch (ApplicationFailure failure) {
            assertThat(failure.getOriginalMessage().lines().toList()).isEqualTo(faults);
        }
        return faults;
    }

    private void reset(String clouds) throws IOException {
        write("clouds.yaml", JSON.readTree(clouds));
        write("secure.yaml", JSON.readTree(SECURE));
        write("clouds-public.yaml", JSON.readTree(PROFILES));
        Files.writeString(folder.resolve("ca.pem"), AUTHORITY);
    }

    private void write(String name, JsonNode document) throws IOException {
        Files.write(folder.resolve(name), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document));
    }
}
