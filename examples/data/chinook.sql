-- The schema of a shop for music, after the public description of the Chinook sample database: its tables, columns, types and keys. All rows are made up.
CREATE TABLE Artist (ArtistId INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, Name NVARCHAR(120));
CREATE TABLE Album (
    AlbumId INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    Title NVARCHAR(160) NOT NULL,
    ArtistId INTEGER NOT NULL,
    FOREIGN KEY (ArtistId) REFERENCES Artist (ArtistId) ON DELETE NO ACTION ON UPDATE NO ACTION
);
CREATE INDEX IFK_AlbumArtistId ON Album (ArtistId);
CREATE TABLE Employee (
    EmployeeId INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    LastName NVARCHAR(20) NOT NULL,
    FirstName NVARCHAR(20) NOT NULL,
    Title NVARCHAR(30),
    ReportsTo INTEGER,
    BirthDate DATETIME,
    HireDate DATETIME,
    City NVARCHAR(40),
    Country NVARCHAR(40),
    Email NVARCHAR(60),
    FOREIGN KEY (ReportsTo) REFERENCES Employee (EmployeeId)
);
CREATE TABLE Customer (
    CustomerId INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    FirstName NVARCHAR(40) NOT NULL,
    LastName NVARCHAR(20) NOT NULL,
    Company NVARCHAR(80),
    City NVARCHAR(40),
    Country NVARCHAR(40),
    Email NVARCHAR(60) NOT NULL,
    SupportRepId INTEGER,
    FOREIGN KEY (SupportRepId) REFERENCES Employee (EmployeeId)
);
CREATE TABLE Genre (GenreId INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, Name NVARCHAR(120));
CREATE TABLE MediaType (MediaTypeId INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, Name NVARCHAR(120));
CREATE TABLE Invoice (
    InvoiceId INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    CustomerId INTEGER NOT NULL,
    InvoiceDate DATETIME NOT NULL,
    BillingCity NVARCHAR(40),
    BillingCountry NVARCHAR(40),
    Total NUMERIC(10, 2) NOT NULL,
    FOREIGN KEY (CustomerId) REFERENCES Customer (CustomerId)
);
CREATE TABLE Track (
    TrackId INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    Name NVARCHAR(200) NOT NULL,
    AlbumId INTEGER,
    MediaTypeId INTEGER NOT NULL,
    GenreId INTEGER,
    Composer NVARCHAR(220),
    Milliseconds INTEGER NOT NULL,
    Bytes INTEGER,
    UnitPrice NUMERIC(10, 2) NOT NULL,
    FOREIGN KEY (AlbumId) REFERENCES Album (AlbumId),
    FOREIGN KEY (GenreId) REFERENCES Genre (GenreId),
    FOREIGN KEY (MediaTypeId) REFERENCES MediaType (MediaTypeId)
);
CREATE TABLE InvoiceLine (
    InvoiceLineId INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    InvoiceId INTEGER NOT NULL,
    TrackId INTEGER NOT NULL,
    UnitPrice NUMERIC(10, 2) NOT NULL,
    Quantity INTEGER NOT NULL,
    FOREIGN KEY (InvoiceId) REFERENCES Invoice (InvoiceId),
    FOREIGN KEY (TrackId) REFERENCES Track (TrackId)
);
CREATE TABLE Playlist (PlaylistId INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, Name NVARCHAR(120));
CREATE TABLE PlaylistTrack (
    PlaylistId INTEGER NOT NULL,
    TrackId INTEGER NOT NULL,
    CONSTRAINT PK_PlaylistTrack PRIMARY KEY (PlaylistId, TrackId),
    FOREIGN KEY (PlaylistId) REFERENCES Playlist (PlaylistId),
    FOREIGN KEY (TrackId) REFERENCES Track (TrackId)
);

INSERT INTO Artist VALUES (1, 'The Tin Kettles'), (2, 'Ána Lörinc'), (3, 'Ganglion'), (5, 'Quartetto Nebbia'), (8, 'Nobody Yet');
INSERT INTO Album VALUES
    (1, 'Boil', 1), (2, 'Second Boil', 1), (3, 'Vízesés', 2), (4, 'Axon', 3), (7, 'Dendrite', 3), (9, 'Foglie', 5), (10, 'Foglie', 5);
INSERT INTO Genre VALUES (1, 'Rock'), (2, 'Folk'), (3, 'Metal'), (4, 'Classical'), (5, 'Opera');
INSERT INTO MediaType VALUES (1, 'MPEG audio file'), (2, 'AAC audio file');
INSERT INTO Track VALUES
    (1, 'Steam', 1, 1, 1, 'M. Kettle', 201000, 6700001, 0.99),
    (2, 'Whistle', 1, 1, 1, 'M. Kettle, J. Spout', 183500, 6000002, 0.99),
    (3, 'Lid', 1, 2, 1, NULL, 240100, 7500003, 0.99),
    (4, 'Steam (live)', 2, 2, 1, 'M. Kettle', 341000, 9800004, 1.29),
    (5, 'Vízesés', 3, 1, 2, 'Á. Lörinc', 265000, 8100005, 0.99),
    (6, 'Híd', 3, 1, 2, 'Á. Lörinc', 154000, 5100006, 0.99),
    (8, 'Myelin', 4, 1, 3, NULL, 402000, 13100008, 0.99),
    (9, 'Synapse', 4, 1, 3, NULL, 298000, 9900009, 0.99),
    (10, 'Node of Ranvier', 7, 2, 3, 'Ganglion', 511000, 16200010, 1.29),
    (12, 'Foglia prima', 9, 2, 4, 'T. Nebbia', 612000, 12300012, 1.99),
    (13, 'Foglia seconda', 9, 2, 4, 'T. Nebbia', 588000, 11800013, 1.99),
    (14, 'Foglia prima', 10, 1, 4, 'T. Nebbia', 605000, NULL, 0.99),
    (20, 'Untitled', NULL, 1, NULL, NULL, 1000, 10, 0);
INSERT INTO Playlist VALUES (1, 'Music'), (2, 'Loud'), (3, 'Quiet'), (4, 'Audiobooks'), (5, 'Loud');
INSERT INTO PlaylistTrack VALUES
    (1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 8), (1, 9), (1, 10), (1, 12), (1, 13), (1, 14), (1, 20),
    (2, 4), (2, 8), (2, 9), (2, 10), (3, 12), (3, 13), (3, 5), (5, 8);
INSERT INTO Employee VALUES
    (1, 'Okoro', 'Ada', 'General Manager', NULL, '1962-02-18 00:00:00', '2012-08-14 00:00:00', 'Tallinn', 'Estonia', 'ada@shop.example'),
    (2, 'Brandt', 'Nils', 'Sales Manager', 1, '1968-12-08 00:00:00', '2012-05-01 00:00:00', 'Tallinn', 'Estonia', 'nils@shop.example'),
    (3, 'Pires', 'Joana', 'Sales Support Agent', 2, '1973-08-29 00:00:00', '2012-04-01 00:00:00', 'Porto', 'Portugal', 'joana@shop.example'),
    (4, 'Ilves', 'Mart', 'Sales Support Agent', 2, '1979-09-19 00:00:00', '2013-05-03 00:00:00', 'Tartu', 'Estonia', 'mart@shop.example'),
    (6, 'Deniz', 'Ece', 'IT Manager', 1, '1983-07-01 00:00:00', '2013-10-17 00:00:00', 'İzmir', 'Türkiye', 'ece@shop.example');
INSERT INTO Customer VALUES
    (1, 'Luis', 'Gomes', 'Embar', 'Porto', 'Portugal', 'luis@c.example', 3),
    (2, 'Leonie', 'Köhler', NULL, 'Stuttgart', 'Germany', 'leonie@c.example', 4),
    (3, 'Bjørn', 'Hansen', NULL, 'Oslo', 'Norway', 'bjorn@c.example', 4),
    (4, 'František', 'Novák', 'Sklo', 'Praha', 'Czechia', 'fn@c.example', 3),
    (7, 'Astrid', 'Gruber', NULL, 'Wien', 'Austria', 'astrid@c.example', NULL);
INSERT INTO Invoice VALUES
    (1, 2, '2025-01-01 00:00:00', 'Stuttgart', 'Germany', 1.98),
    (2, 4, '2025-01-02 00:00:00', 'Praha', 'Czechia', 3.96),
    (3, 3, '2025-02-03 00:00:00', 'Oslo', 'Norway', 5.97),
    (4, 1, '2025-02-28 00:00:00', 'Porto', 'Portugal', 0.99),
    (6, 2, '2025-10-06 00:00:00', 'Stuttgart', 'Germany', 2.58),
    (7, 7, '2025-10-31 00:00:00', 'Wien', 'Austria', 1.99);
INSERT INTO InvoiceLine VALUES
    (1, 1, 1, 0.99, 1), (2, 1, 2, 0.99, 1), (3, 2, 5, 0.99, 2), (4, 2, 6, 0.99, 2), (5, 3, 12, 1.99, 3), (6, 4, 1, 0.99, 1), (7, 6, 4, 1.29, 1),
    (9, 6, 10, 1.29, 1), (10, 7, 13, 1.99, 1);
