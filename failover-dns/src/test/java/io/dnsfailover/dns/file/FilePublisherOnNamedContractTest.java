package io.dnsfailover.dns.file;

import io.dnsfailover.dns.server.FileZoneServer;

class FilePublisherOnNamedContractTest extends FileOnServerContract {
    FilePublisherOnNamedContractTest() {
        super(FileZoneServer.Kind.NAMED);
    }
}
