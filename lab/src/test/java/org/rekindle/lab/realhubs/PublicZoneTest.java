// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rekindle.workflows.decide.names.NameRecords;

class PublicZoneTest {

    private static final String ZONE = """
            $ORIGIN lab.example.
            @ 5 IN SOA ns hostmaster 1 60 60 60 5
            @ 5 IN NS ns
            ns 5 IN A 198.51.100.1
            """;

    @TempDir
    private Path folder;

    private Path file;
    private PublicZone zone;

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(folder.resolve("zone"), ZONE);
        zone = new PublicZone(Files.createSymbolicLink(folder.resolve("link"), file));
    }

    @Test
    void aNewAddressTakesThePlaceOfTheOldOneAndServersSeeTheChange() throws Exception {
        assertThat(zone.address("hub")).isEmpty();
        assertThat(zone.set("hub", "198.51.100.7")).isTrue();
        assertThat(zone.set("hub", "198.51.100.8")).isTrue();

        assertThat(Files.readString(file))
                .isEqualTo(ZONE.replace("hostmaster 1 ", "hostmaster 3 ") + "hub 5 IN A 198.51.100.8\n");
        assertThat(zone.address("hub")).hasValue("198.51.100.8");
    }

    @Test
    void whatIsSetAlreadyStaysAsItIs() throws Exception {
        zone.set("hub", "198.51.100.7");
        String before = Files.readString(file);

        assertThat(zone.set("hub", "198.51.100.7")).isFalse();
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void thePersonSetsTheRecordsThatTheRequestNamesAndNoOthers() {
        String request = "hub.lab.example leads to 198.51.100.2 and not to 198.51.100.9. Set "
                + NameRecords.of("hub.lab.example", List.of("198.51.100.9"))
                + ". Resolvers keep the old record for up to 5 s. binder.lab.example has no address in lab.example. Set "
                + NameRecords.of("binder.lab.example", List.of("198.51.100.9"))
                + ". Set " + NameRecords.of("hub.example.org", List.of("198.51.100.3")) + ".";
        Registrar person = new Registrar(zone);

        assertThat(person.heed(request))
                .containsExactly("hub.lab.example 198.51.100.9", "binder.lab.example 198.51.100.9");
        assertThat(person.heed(request)).isEmpty();
        assertThat(zone.address("hub")).hasValue("198.51.100.9");
        assertThat(zone.address("binder")).hasValue("198.51.100.9");
    }
}
