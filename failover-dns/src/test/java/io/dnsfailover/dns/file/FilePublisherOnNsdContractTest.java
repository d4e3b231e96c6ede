package io.dnsfailover.dns.file;

import io.dnsfailover.dns.server.FileZoneServer;

class FilePublisherOnNsdContractTest extends FileOnServerContract {
    FilePublisherOnNsdContractTest() {
        super(FileZoneServer.Kind.NSD);
    }
}
