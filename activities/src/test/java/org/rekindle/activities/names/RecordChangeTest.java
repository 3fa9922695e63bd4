// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rekindle.activities.names.RecordChange.Verdict;

class RecordChangeTest {

    private static final String HUB = "hub.example.org";
    private static final String OLD = "198.51.100.1";
    private static final String NEW = "198.51.100.7";
    private static final String STRANGE = "203.0.113.9";

    @Test
    void anAddressOfTheNetworksIsReplaced() {
        assertThat(decide(null, List.of(OLD), NEW)).isEqualTo(new RecordChange(Verdict.SET, ""));
    }

    @Test
    void aNameWithoutAnAddressGetsOne() {
        assertThat(decide(null, List.of(), NEW)).isEqualTo(new RecordChange(Verdict.SET, ""));
    }

    @Test
    void aNameThatLeadsThereIsRight() {
        assertThat(decide(null, List.of(NEW), NEW))
                .isEqualTo(new RecordChange(Verdict.RIGHT, "hub.example.org has the address 198.51.100.7 already."));
    }

    @Test
    void aNameThatLeadsToTheOldOneTooIsSet() {
        assertThat(decide(null, List.of(OLD, NEW), NEW).verdict()).isEqualTo(Verdict.SET);
    }

    @Test
    void anAddressThatMayBeAnothersIsLeft() {
        assertThat(decide(null, List.of(OLD, STRANGE), NEW))
                .isEqualTo(new RecordChange(
                        Verdict.LEFT,
                        "hub.example.org leads to 203.0.113.9, which is in no network of `within`, so it may be another's."
                                + " If it is the old cluster's, change the record, and add its network there."));
    }

    @Test
    void noNameIsSetToAnAddressElsewhere() {
        assertThat(decide(null, List.of(), "10.0.0.7"))
                .isEqualTo(new RecordChange(
                        Verdict.LEFT,
                        "hub.example.org is not set to 10.0.0.7, which is in no network of `within`. If it is the cluster's,"
                                + " add its network there."));
    }

    @Test
    void anAliasIsLeft() {
        assertThat(decide("lb.example.net", List.of(), NEW))
                .isEqualTo(new RecordChange(
                        Verdict.LEFT,
                        "hub.example.org is an alias (CNAME) of lb.example.net, and the run replaces no alias."
                                + " Change the records of lb.example.net, or replace the alias."));
    }

    private static RecordChange decide(@Nullable String alias, List<String> addresses, String wanted) {
        return RecordChange.decide(
                new RecordSighting(HUB, alias, addresses),
                List.of(wanted),
                List.of("198.51.100.0/24", "2001:db8::/32"));
    }
}
